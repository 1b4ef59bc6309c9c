-- A list that a file made and that was described or shared since is the member's own.
alter table house.import_list add column description text;
alter table house.import_list add column shared boolean not null default false;
update house.import_list set
  description = (select l.description from house.list l where l.id = import_list.list),
  shared = coalesce((select l.shared from house.list l where l.id = import_list.list), false)
where made;

-- Sites that refused to show a list, or could not: all their lists wait.
create table house.list_site
(
  source        text    primary key,     -- as of list_page
  refusals      integer not null,        -- one after the other
  refused_at    bigint  not null,
  not_before_at bigint  not null
);
insert into house.list_site (source, refusals, refused_at, not_before_at)
select source, 1, max(coalesce(tried_at, 0)), max(case when not_before_at > coalesce(tried_at, 0) + 5184000 then coalesce(tried_at, 0) + 5184000 else not_before_at end) from house.list_page where not_before_at is not null group by source;
alter table house.list_page drop column not_before_at;
