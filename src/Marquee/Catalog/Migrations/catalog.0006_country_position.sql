-- In which order the file names a title's countries, from 1: the first is where it comes from. 0 in generations from before.
alter table catalog.country add column position integer not null default 0;
