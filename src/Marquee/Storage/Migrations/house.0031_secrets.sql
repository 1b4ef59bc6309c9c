-- Passwords and keys of outside systems, and the framework's key ring. Sealed with a key that is in no database: it has a file.
create table house.secret
(
  name   text   primary key,
  sealed text   not null,
  set_at bigint not null
);
