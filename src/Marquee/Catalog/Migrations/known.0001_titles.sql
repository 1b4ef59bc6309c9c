-- Titles that members have something of: either named by a member's file and unknown to our catalog, or copied from a
-- catalog so that they stay readable when a later one lacks them. The catalog's own row always comes first.
create table known.title
(
  id        bigint  primary key,
  kind      integer not null,
  title     text    not null,
  original  text,
  adult     boolean not null,
  year      integer,
  end_year  integer,
  runtime   integer,
  genres    bigint  not null,
  rating    integer,
  votes     integer,
  countries text,                       -- comma-separated
  series    bigint,
  series_title text,
  season    integer,
  episode   integer,
  from_catalog boolean not null,        -- IMDb's facts rather than those of a member's file
  learned_at bigint not null
);
