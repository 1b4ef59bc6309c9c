-- What the servers have: a copy that webhooks and the nightly look keep true.
create table house.holding
(
  connection  bigint  not null,
  outside_id  integer not null,          -- TMDB's number in Radarr, TVDB's in Sonarr
  item        integer not null,          -- the server's own number
  title       bigint,                    -- null: nobody knows which title it is
  name        text    not null,
  sort_name   text    not null,
  year        integer,
  tmdb        integer,
  tvdb        integer,
  imdb        bigint,
  folder      text,
  monitored   boolean not null,
  added_at    bigint  not null,
  file_id     integer,                   -- of a film; the server's number
  quality     text,                      -- of a film
  size        bigint  not null,          -- bytes, of all files
  filed_at    bigint,
  grabbed_at  bigint,                    -- something is on its way
  download    text,                      -- the last download of a film that was heard of
  episodes    integer not null,
  aired       integer not null,          -- those of them that were aired when it was last looked at
  files       integer not null,          -- episodes with a file; of a film 0 or 1
  digest      bigint  not null,          -- of all that the server says
  stamp       bigint  not null,          -- rises with every change of the row
  primary key (connection, outside_id),
  unique (title, connection, outside_id) -- its index finds the holdings of a title
);

create table house.held_season
(
  connection bigint  not null,
  outside_id integer not null,
  season     integer not null,
  monitored  boolean not null,
  primary key (connection, outside_id, season)
);

create table house.held_episode
(
  connection bigint  not null,
  outside_id integer not null,
  season     integer not null,
  episode    integer not null,
  item       integer not null,
  airs_at    bigint,
  monitored  boolean not null,
  file_id    integer,
  quality    text,
  size       bigint  not null,
  filed_at   bigint,
  grabbed_at bigint,
  download   text,
  primary key (connection, outside_id, season, episode)
);

-- Plans that bring the copy in line with a server, and what became of them.
create table house.reconcile
(
  id            bigserial primary key,
  connection    bigint  not null,
  state         text    not null,        -- reading, planned, paused, applied, failed, undone, discarded
  why           text,                    -- the question of one that is paused, the failure of one that failed; a text
  added_count   integer not null,
  removed_count integer not null,
  changed_count integer not null,
  same_count    integer not null,
  done_count    integer not null,
  made_at       bigint  not null,
  settled_at    bigint,
  unique (connection, id)
);

create table house.reconcile_change
(
  reconcile  bigint  not null,
  outside_id integer not null,
  kind       text    not null,           -- added, removed, changed
  what       text    not null,           -- of a change: monitored, files, ids, ...
  name       text    not null,
  before     text,                       -- JSON of the holding; null when there was none
  after      text,
  stamp      bigint,                     -- of the row when it was planned; null when there was none
  done_stamp bigint,                     -- of the row when it was done; null until then
  primary key (reconcile, outside_id)
);

-- Webhooks as they came in.
create table house.hook_event
(
  id          bigserial primary key,
  connection  bigint  not null,
  body_hash   text    not null,          -- the same body twice is one event
  body        text    not null,
  received_at bigint  not null,
  handled_at  bigint,
  kind        text,                      -- once it was read
  item        integer,                   -- the server's number of what it is about
  download    text,                      -- the name of the download that it is about
  note        text,                      -- why it changed nothing; a text
  unique (connection, body_hash),
  unique (connection, item, id)
);
