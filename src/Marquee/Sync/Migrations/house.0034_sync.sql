-- Databases that are replicated in CouchDB's manner. What a device was told has to stay true, so nothing here is made again.
create table house.sync_database
(
  id         bigserial primary key,
  name       text    not null unique,
  instance   text    not null,           -- part of every sequence, so that those of another database of this name count for nothing
  created_at bigint  not null,
  revs_limit integer not null,
  last_seq   bigint  not null,
  purge_seq  bigint  not null,
  live       bigint  not null,           -- documents that are not deleted
  gone       bigint  not null            -- documents that are
);

-- One row a document, deleted ones too: devices learn from it that it is gone.
create table house.sync_document
(
  database bigint  not null,
  id       text    not null,
  seq      bigint  not null,             -- of its last change
  winner   text    not null,             -- the revision that everybody sees
  deleted  boolean not null,             -- the winner says so
  tree     text    not null,             -- every revision that is known, by name
  primary key (database, id)
);
create unique index house.sync_document_seq on sync_document (database, seq);

-- What revisions said. Those that others were made from go when the database is compacted.
create table house.sync_revision
(
  database    bigint  not null,
  document    text    not null,
  revision    text    not null,
  leaf        boolean not null,
  members     text    not null,          -- the JSON object without its braces and without what begins with _
  attachments text,                      -- JSON by name: content_type, revpos, digest, length; null: none
  primary key (database, document, revision)
);

create table house.sync_content
(
  database bigint not null,
  digest   text   not null,              -- "md5-" and base64, as CouchDB writes it
  content  bytea  not null,
  primary key (database, digest)
);

-- Documents that are not replicated: how far a device has come.
create table house.sync_local
(
  database bigint  not null,
  id       text    not null,
  revision bigint  not null,
  members  text    not null,
  primary key (database, id)
);
