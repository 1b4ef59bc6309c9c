-- A database of a member belongs to them alone: its documents are the member's own rows.
alter table house.sync_database add column member bigint; -- null: a scratch database; 0: the household's
update house.sync_database set name = 'scratch-' || name where name = 'household' or name like 'member-%';
create index house.sync_database_member on sync_database (member);

-- What devices call things that they made: they stay called so, whatever number the house gave them.
create table house.sync_alias
(
  database bigint not null,
  kind     text   not null,              -- watch, list
  alias    text   not null,
  number   bigint not null,
  primary key (database, kind, alias)
);
create index house.sync_alias_number on sync_alias (database, kind, number);

-- What somebody said on one device and lost to what was said elsewhere.
create table house.sync_conflict
(
  id       bigserial primary key,
  member   bigint not null,
  document text   not null,
  field    text   not null,              -- rating, watchlist, note, list, deleted
  kept     text   not null,              -- JSON
  lost     text   not null,              -- JSON
  device   text,
  at       bigint not null
);
create index house.sync_conflict_member on sync_conflict (member, id);

-- Wishes and titles of the collection whose documents are behind.
create table house.untold_thing
(
  kind     text   not null,              -- wish, have
  id       text   not null,
  revision bigint not null,              -- rises with each change, so that one that comes meanwhile is not taken for told
  primary key (kind, id)
);

create table house.sync_device
(
  id      bigserial primary key,
  member  bigint not null,
  way     text   not null,               -- session, key
  number  bigint not null,               -- of the session or the key
  name    text   not null,
  seen_at bigint not null,
  unique (member, way, number)
);
