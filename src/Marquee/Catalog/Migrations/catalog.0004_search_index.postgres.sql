-- The generation's search index, built once by the import: each node fetches it into its own folder. (With SQLite the one
-- node builds the file where it is read.)
create table catalog.search_index
(
  one      integer primary key check (one = 1),
  parts    integer not null,
  bytes    bigint  not null,            -- of the whole file
  checksum text    not null             -- SHA-256 of the whole file
);

create table catalog.search_index_part
(
  number integer primary key,           -- from 0
  bytes  bytea   not null
);
