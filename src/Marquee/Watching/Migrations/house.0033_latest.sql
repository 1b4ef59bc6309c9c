-- A history is walked by time from its latest on, and not read as a whole; what nobody can date comes last.
create index house.watch_latest on watch (member, (coalesce(at, -9000000000000)) desc, title desc);
create index house.rating_latest on rating (member, (coalesce(rated_at, -9000000000000)) desc, title desc);
