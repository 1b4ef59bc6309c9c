-- Lists that members made: titles in an order, or a search that is asked anew each time.
create table house.list
(
  id         bigserial primary key,
  member     bigint  not null,
  name       text    not null,
  query      text,                       -- what was browsed: kind=movie&decade=1990; null when the list came from elsewhere
  live       boolean not null,           -- the query is the list; there are no entries
  created_at bigint  not null,
  unique (member, id)                    -- its index finds the lists of a member
);

create table house.list_entry
(
  list     bigint  not null,
  position integer not null,             -- rises; gaps are normal
  title    bigint  not null,
  primary key (list, position),
  unique (list, title)
);
