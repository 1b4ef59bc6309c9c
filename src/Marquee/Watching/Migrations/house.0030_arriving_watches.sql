-- While rows of a file are applied their watches carry the rows' numbers, below zero, so that each is found again at once; outside of
-- that transaction there are none.
create index house.watch_arriving on watch (member, origin_id) where origin_id < 0;
