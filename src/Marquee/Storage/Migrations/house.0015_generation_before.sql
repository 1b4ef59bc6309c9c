-- Which part the next import brings when nobody says otherwise: what was last asked for, whatever serves now.
alter table house.generation add column wanted text;
-- What was current before, so that it has its own label when it has to serve again.
alter table house.generation add column before_number integer;
alter table house.generation add column before_sample boolean;
alter table house.generation add column before_part text;
alter table house.generation add column before_at bigint;
update house.generation set wanted = part;
update house.generation set part = null where sample;
