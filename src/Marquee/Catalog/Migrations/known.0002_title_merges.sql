-- What a merge of two titles (house.title_merge) changed here, so that it can be taken back; a row means that it is done.
create table known.title_merge_kept
(
  merge bigint primary key,
  kept  text   not null                 -- JSON
);
