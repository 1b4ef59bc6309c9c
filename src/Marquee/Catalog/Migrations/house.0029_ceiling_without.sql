-- Genres that a child does not see, whatever the age: bits, any of them; 0 names none.
alter table house.ceiling add column without_genres bigint not null default 0;
