-- Members who let the others of the house compare themselves with them. Absent: not.
create table house.comparable
(
  member    bigint primary key,
  opened_at bigint not null
);
