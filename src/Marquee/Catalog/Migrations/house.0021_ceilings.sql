-- From what age a title is for the house, as a host says. A title without a row is unknown.
create table house.age_rating
(
  title  bigint  primary key,
  age    integer not null,                -- years
  set_by bigint,                          -- a member; null when they have left
  set_at bigint  not null
);

-- What a child may see: titles rated for its age, and of the unrated ones those that the rule lets through.
create table house.ceiling
(
  member      bigint  primary key,
  age         integer not null,           -- years
  genres      bigint  not null default 0, -- bits, any of them; 0 asks for none
  kinds       text    not null default '',-- numbers with commas; empty asks for none
  from_year   integer,
  before_year integer,
  min_votes   integer,
  min_rating  integer,                    -- ten times the mean
  set_at      bigint  not null
);

-- Single titles that a host lets a child see, or hides from it.
create table house.ceiling_title
(
  member  bigint  not null,
  title   bigint  not null,
  allowed boolean not null,
  set_at  bigint  not null,
  primary key (member, title)
);

-- Rises with every change of the three above, so that each process notices.
create table house.ceiling_revision
(
  one      integer primary key,
  revision bigint  not null
);
