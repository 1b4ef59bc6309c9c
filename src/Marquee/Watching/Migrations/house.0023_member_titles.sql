-- One document for each member and title: whatever changes of it (rating, watches, watchlist, this row) raises the revision.
create table house.member_title
(
  member            bigint not null,
  title             bigint not null,
  revision          bigint not null,     -- rises by one with each change, begins at 1
  changed_at        bigint not null,
  liked_at          bigint,              -- null: not liked
  not_interested_at bigint,              -- null: may be suggested
  note              text,
  primary key (member, title)
);

insert into house.member_title (member, title, revision, changed_at)
select member, title, 1, max(at) from (
  select member, title, changed_at as at from house.rating
  union all
  select member, title, created_at from house.watch
  union all
  select member, title, coalesce(added_at, 0) from house.watchlist_entry) known
group by member, title;

alter table house.watch add column device text;   -- what it was watched on, where somebody said so
alter table house.watch add column series bigint; -- of an episode; 0: it is none; null: nobody has looked yet
create index house.watch_series on watch (member, series, at, title);
create index house.watch_unplaced on watch (member) where series is null;

alter table house.list add column description text;
alter table house.list add column shared boolean not null default false; -- the others of the house may see it
alter table house.list_entry add column note text;

-- What a member said was about another title, so that the source that told it wrong is not believed again.
create table house.correction
(
  id         bigserial primary key,
  member     bigint not null,
  title      bigint not null,            -- where it was
  into_title bigint not null,            -- what it is about
  what       text   not null,            -- watch, rating
  at         bigint,                     -- of the watch or of the rating; null: unknown
  value      integer,                    -- of the rating
  made_at    bigint not null
);
create index house.correction_title on correction (member, title);
