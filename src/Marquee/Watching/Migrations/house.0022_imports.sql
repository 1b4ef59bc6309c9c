-- Files of any program: archives have parts whose lines repeat each other, so rows have numbers of their own.
alter table house.import_row rename column line to number;
alter table house.import_row add column part text not null default '';
alter table house.import_row add column line integer not null default 0;     -- of the part
update house.import_row set line = number;

-- What the row says, as bits (RowSays): said by the file, left by other rows of the file, not there yet, really done.
alter table house.import_row add column said integer not null default 0;
alter table house.import_row add column decided integer not null default 0;
alter table house.import_row add column effects integer not null default 0;
alter table house.import_row add column done_bits integer not null default 0;
alter table house.import_row add column undo_bits integer not null default 0;
update house.import_row set said = (case when rating is not null then 1 else 0 end) + (case when listed then 4 else 0 end);
update house.import_row set decided = said where class <> 6;
update house.import_row set effects = said where class in (1, 2, 4);
update house.import_row set done_bits = (case when rating is not null and (old_rating is null or old_rating <> rating) then 1 else 0 end) + (case when put_on_list then 4 else 0 end) where result = 1;
alter table house.import_row add column decided_by integer;                  -- the line that decides instead

alter table house.import_row add column watched_at bigint;                   -- null when nobody knows when
alter table house.import_row add column plays integer;
alter table house.import_row add column device text;
alter table house.import_row add column list text;
alter table house.import_row add column list_position integer;
alter table house.import_row add column liked_at bigint;
alter table house.import_row add column season integer;
alter table house.import_row add column episode integer;
alter table house.import_row add column episode_name text;

alter table house.import_row add column lacking boolean not null default false; -- the catalog does not have the title
update house.import_row set lacking = true where class = 4;
alter table house.import_row add column certainty double precision;
alter table house.import_row add column evidence text;                       -- JSON array of texts
alter table house.import_row add column candidates text;                     -- JSON, of rows that wait for an answer
alter table house.import_row add column question text;                       -- JSON, of the same
alter table house.import_row add column own_key text;                        -- by these three an answer is remembered
alter table house.import_row add column name_key text;
alter table house.import_row add column series_key text;

alter table house.import add column remarks text;                            -- JSON array of texts
alter table house.import add column guessed text;                            -- JSON array: what each column was taken for
alter table house.import add column arrived text not null default 'page';    -- page, inbox
update house.import set source = 'imdb' where source in ('imdb-ratings', 'imdb-watchlist');

-- The watches that a file made, so that they can be taken back one by one.
create table house.import_watch
(
  import bigint  not null,
  number integer not null,
  watch  bigint  not null,
  primary key (import, number, watch)
);

-- The lists that a file fills.
create table house.import_list
(
  import bigint  not null,
  name   text    not null,
  list   bigint  not null,
  made   boolean not null,               -- it was not there before
  primary key (import, name)
);

-- What a member said about titles that no evidence was enough for; asked once, kept for every later file.
create table house.match_answer
(
  member      bigint not null,
  key         text   not null,           -- of a source's own id, or of a folded name with year and kind
  title       bigint,                    -- null: none that there is
  answered_at bigint not null,
  primary key (member, key)
);

-- Which sources' files are applied without asking when they land in the inbox.
create table house.import_preference
(
  member     bigint  not null,
  source     text    not null,
  without_asking boolean not null,
  primary key (member, source)
);
