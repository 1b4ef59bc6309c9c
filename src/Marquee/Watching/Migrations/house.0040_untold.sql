-- The revision of which the member's devices were last told. Where it is another one the document is behind, which is decided by the
-- row alone: whatever raises the revision is told some time, in whatever way it was written.
alter table house.member_title add column told bigint not null default 0;
create index house.member_title_untold on member_title (member, changed_at) where told <> revision;
create index house.member_title_changed on member_title (member, changed_at);

-- Titles whose row went, since they are another title now.
create table house.gone_title
(
  member bigint not null,
  title  bigint not null,
  primary key (member, title)
);

-- Lists that have changed, or went, since the member's devices were told.
create table house.untold_list
(
  list     bigint primary key,
  member   bigint not null,
  revision bigint not null              -- rises with each change, so that one that comes meanwhile is not taken for told
);
create index house.untold_list_member on untold_list (member);
insert into house.untold_list (list, member, revision) select id, member, 1 from house.list where not live;
