-- One generation of the IMDb mirror. Numbers of titles and people are IMDb's own (tt0111161 is 111161); those that IMDb does
-- not know start at 10^12. Text columns are as in the dumps; \N is null. Loaded first, indexed afterwards.
create table catalog.title
(
  id         rowid primary key,       -- integer, not bigint: the row's own number, so no second tree
  kind       integer not null,          -- TitleKind
  title      text    not null,          -- primaryTitle
  original   text,                      -- originalTitle; null when it equals the title
  adult      boolean not null,
  year       integer,                   -- startYear
  end_year   integer,
  runtime    integer,                   -- minutes
  genres     bigint  not null,          -- bit set of Genre
  rating     integer,                   -- ten times IMDb's mean: 93 is 9.3
  votes      integer
);

create table catalog.episode
(
  title  rowid primary key,
  series bigint not null,
  season integer,
  number integer
);

create table catalog.aka
(
  title    bigint  not null,
  ordering integer not null,
  name     text    not null,
  region   text,
  language text,
  types    text,
  attributes text,
  original boolean not null,
  primary key (title, ordering)
) without rowid;

create table catalog.crew
(
  title  bigint  not null,
  role   integer not null,              -- 1 director, 2 writer
  ordering integer not null,
  person bigint  not null,
  primary key (title, role, ordering)
) without rowid;

create table catalog.principal
(
  title      bigint  not null,
  ordering   integer not null,
  person     bigint  not null,
  category   text    not null,
  job        text,
  characters text,                      -- a JSON array of names, as in the dump
  primary key (title, ordering)
) without rowid;

create table catalog.person
(
  id          rowid primary key,
  name        text   not null,
  birth_year  integer,
  death_year  integer,
  professions text,                     -- comma-separated
  known_for   text                      -- comma-separated title ids, as in the dump
);

create table catalog.country
(
  title   bigint not null,
  country text   not null,              -- ISO 3166-1 alpha-2, historic ones as ISO 3166-3
  primary key (title, country)
) without rowid;

-- Titles counted once, at import, by what best lists filter by; means and facets come from here.
create table catalog.tally
(
  kind     integer not null,            -- TitleKind
  decade   integer not null,            -- 1990; -1 is unknown
  genres   bigint  not null,
  adult    boolean not null,
  titles   bigint  not null,
  voted    bigint  not null,            -- titles with votes
  votes    bigint  not null,            -- their sum
  weighted bigint  not null,            -- sum of votes times ten times the mean
  primary key (kind, decade, genres, adult)
) without rowid;

-- Genres that IMDb has invented since and that have no bit yet.
create table catalog.unknown_genre
(
  name text   primary key,
  rows bigint not null
);

-- What was read: one row a file.
create table catalog.source_file
(
  name     text   primary key,
  rows     bigint not null,             -- data lines in the file
  rejected bigint not null,
  stored   bigint not null,             -- rows made from them
  bytes    bigint not null
);
