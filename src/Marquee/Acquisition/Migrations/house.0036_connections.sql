-- Servers of the house that get films and series. Their keys lie in the vault.
create table house.connection
(
  id              bigserial primary key,
  kind            text    not null,      -- radarr, sonarr
  name            text    not null,
  address         text    not null,      -- ends with a slash
  on_this_machine boolean not null,      -- a host ticked that it may lie here
  api_version     text    not null,      -- v3, v5
  quality_profile integer,               -- number on the server; null: its first
  root_folder     text,                  -- null: its first
  tag             text,
  is_default      boolean not null,      -- one of each kind
  added_at        bigint  not null,
  checked_at      bigint,                -- the last call that was written down
  good_at         bigint,
  trouble         text,                  -- of the last call, as a text; null when it went well
  hook            text    not null unique, -- the last part of the address for its webhooks
  hook_hash       text,                  -- of the secret that they bring
  hook_next_hash  text,                  -- of one that is just being set up
  hook_set_at     bigint,
  heard_at        bigint                 -- the last webhook that was let in
);

-- What we told a server to do: when it tells us of it, that is no news.
create table house.sent_change
(
  connection bigint not null,
  kind       text   not null,            -- as of news: added, removed
  outside_id bigint not null,            -- TMDB's number in Radarr, TVDB's in Sonarr
  until_at   bigint not null,
  primary key (connection, kind, outside_id)
);
