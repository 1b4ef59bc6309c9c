-- The generation's browse index, kept and fetched like its search index.
create table catalog.browse_index
(
  one      integer primary key check (one = 1),
  parts    integer not null,
  bytes    bigint  not null,            -- of the whole file
  checksum text    not null             -- SHA-256 of the whole file
);

create table catalog.browse_index_part
(
  number integer primary key,           -- from 0
  bytes  bytea   not null
);
