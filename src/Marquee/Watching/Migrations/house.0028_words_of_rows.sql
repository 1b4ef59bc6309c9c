-- What of a row stood against what the member has, as bits (RowSays): a rating that is newer, a note that is another.
alter table house.import_row add column conflicts integer not null default 0;
update house.import_row set conflicts = 1 where class = 7;

-- The date that a like or "not interested" got when the row was applied, and the note that gave way.
alter table house.import_row rename column liked_at to marked_at;
alter table house.import_row add column old_note text;

-- Public lists of other sites that members want to have read from time to time.
create table house.list_page
(
  id       bigserial primary key,
  member   bigint not null,
  source   text   not null,              -- imdb-list-page, letterboxd-list-page
  path     text   not null,              -- /list/ls000000001/
  made_at  bigint not null,
  due_at   bigint not null,              -- not read before
  not_before_at bigint,                  -- the site asked to be left alone until then
  asked    boolean not null,             -- somebody waits for it
  tried_at bigint,
  good_at  bigint,
  failure  text,                         -- of the last try, as a text; null when it went well
  name     text,                         -- of the list, as the last good try read it
  row_count integer,                     -- of the last good try
  import   bigint,                       -- the preview that it left; it may be gone
  unique (member, source, path)
);
