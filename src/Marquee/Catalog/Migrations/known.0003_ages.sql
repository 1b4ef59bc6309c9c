-- The certificates that a source gives a title, and the age that each stands for; those without a known age have no row.
create table known.title_age
(
  title       bigint  not null,         -- as it was asked about: who reads it is led on to what it was merged into
  source      text    not null,
  country     text    not null,         -- ISO 3166-1 alpha-2
  certificate text    not null,         -- as the source spells it
  age         integer not null,         -- years
  at          bigint  not null,         -- when the source said so last
  primary key (title, source, country)
);

-- Which titles a source was asked about, and when again.
create table known.title_age_asked
(
  title    bigint  not null,
  source   text    not null,
  outside  text,                        -- the source's own name of the title; null when it has none
  asked_at bigint  not null,
  due_at   bigint  not null,
  failures integer not null,            -- in a row
  failure  text,                        -- of the last try; null when it went well
  primary key (title, source)
);

-- Rises with every change of an age, so that each process notices.
create table known.title_age_revision
(
  one      integer primary key,
  revision bigint  not null
);
