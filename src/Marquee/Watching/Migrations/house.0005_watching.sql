-- What members rated, 1 to 10. rated_at is null when nobody knows when; a day without a time is kept as its noon (UTC).
create table house.rating
(
  member     bigint  not null,
  title      bigint  not null,
  value      integer not null check (value between 1 and 10),
  rated_at   bigint,
  changed_at bigint  not null,
  primary key (member, title)
);

-- What members watched, once a row for each time. "at" as in rating.
create table house.watch
(
  id         bigserial primary key,
  member     bigint not null,
  title      bigint not null,
  at         bigint,
  origin     text   not null,            -- page, api, cli, import, job
  origin_id  bigint,
  created_at bigint not null,
  unique (member, title, id)             -- its index finds the watches of a member
);

-- What members want to watch.
create table house.watchlist_entry
(
  member   bigint not null,
  title    bigint not null,
  added_at bigint,                       -- null when a file did not say
  note     text,
  priority integer,
  primary key (member, title)
);

-- Files of a member's history, from the preview to the undoing.
create table house.import
(
  id             bigserial primary key,
  member         bigint  not null,
  source         text    not null,       -- imdb-ratings, imdb-watchlist
  layout         text    not null,       -- imdb-2011, imdb-2017, imdb-list-2017, imdb-2024
  file_name      text    not null,
  header         text    not null,       -- JSON array, for the rejects
  state          text    not null check (state in ('preview', 'applying', 'applied', 'undoing', 'undone', 'cancelled')),
  row_count      integer not null,
  new_count      integer not null,
  changed_count  integer not null,
  known_count    integer not null,
  lacking_count  integer not null,       -- not in the catalog
  rejected_count integer not null,       -- unreadable
  created_at     bigint  not null,
  applied_at     bigint,
  fact           bigint,                 -- import.applied
  undo_fact      bigint,                 -- import.undone
  job            bigint,                 -- the last run that worked on it
  unique (member, id)
);

-- The rows of a file: what they say, what they would change, and what was there before they did.
create table house.import_row
(
  import      bigint  not null,
  line        integer not null,          -- of the file
  class       integer not null,          -- 1 new, 2 changed, 3 known, 4 not in the catalog, 5 unreadable
  title       bigint,
  name        text,
  original    text,
  year        integer,
  kind        integer,
  runtime     integer,
  genres      bigint,
  rating      integer,
  rated_at    bigint,
  listed      boolean not null,          -- goes onto the watchlist
  added_at    bigint,
  note        text,
  was         integer,                   -- the member's rating at the time of the preview
  reason      text,                      -- why it is not applied, or what was doubtful
  cells       text,                      -- JSON array, of rows that are not applied
  result      integer,                   -- 1 applied, 2 nothing to change; null: not yet
  old_rating  integer,                   -- what was there when it was applied
  old_at      bigint,
  put_on_list boolean,                   -- it was not on the watchlist before
  undone      integer,                   -- 1 taken back, 2 left alone because it has changed since; null: not yet
  primary key (import, line)
);
