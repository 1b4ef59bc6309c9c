-- What happened, in the order in which it became visible. Written in the transaction of the change; readers keep a cursor.
create table house.fact
(
  id        bigserial primary key,
  at        bigint  not null,            -- unix seconds
  member    bigint  not null,
  kind      text    not null,            -- "rating.set"
  title     bigint,
  before    text,                        -- JSON
  after     text,                        -- JSON
  origin    text    not null,            -- page, api, cli, import, job
  origin_id bigint,
  undoes    bigint,                      -- the fact that this one takes back
  undone_by bigint,                      -- the fact that took this one back
  erased    boolean not null default false
);

-- How far each reader has come.
create table house.fact_cursor
(
  reader     text   primary key,
  position   bigint not null,
  changed_at bigint not null
);

create index fact_of_member on house.fact (member, id);
