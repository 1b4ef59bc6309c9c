-- The catalog generation that is current: one row, changed in one step when a new one is ready.
create table house.generation
(
  one         integer primary key check (one = 1),
  number      integer not null,
  sample      boolean not null,
  switched_at bigint  not null
);

-- Settings of the instance, as JSON by name.
create table house.setting
(
  name       text   primary key,
  value      text   not null,
  changed_at bigint not null
);
