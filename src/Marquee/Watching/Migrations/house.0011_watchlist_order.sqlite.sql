-- A watchlist in its usual order, latest first: pages are read from here whatever its length.
create index house.watchlist_added on watchlist_entry (member, (-coalesce(added_at, -1)), title);
