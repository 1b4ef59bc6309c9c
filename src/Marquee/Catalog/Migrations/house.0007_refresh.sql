-- What was fetched of IMDb's data sets, what of it is in the catalog, and how the refreshing goes. In house and not in known:
-- what a host was asked and has answered, and the row counts that guard the catalog, outlive every generation and any cache.
create table house.dataset
(
  name        text   primary key,      -- title.basics
  address     text   not null,         -- where the file is from
  tag         text,                    -- its ETag there
  modified_at bigint,                  -- its Last-Modified there
  sha256      text   not null,
  bytes       bigint not null,
  rows        bigint not null,         -- data lines
  fetched_at  bigint not null,
  verdict     text   not null          -- good; held: the host is asked; allowed, discarded: what the host said
);

create table house.dataset_load
(
  name        text   primary key,
  sha256      text,                    -- null for files of a folder
  rows        bigint not null,
  loaded_at   bigint not null
);

create table house.catalog_refresh
(
  scope        text    primary key,    -- ratings, everything
  attempted_at bigint  not null,
  succeeded_at bigint,
  failed_at    bigint,
  failure      text,                   -- why, in a sentence
  failures     integer not null        -- in a row
);
