-- How a member wants to be spoken to. Absent, or null in a column: the default.
create table house.preference
(
  member    bigint primary key,
  language  text,
  time_zone text,
  theme     text
);
