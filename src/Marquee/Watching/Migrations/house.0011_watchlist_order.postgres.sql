-- A watchlist in its usual order, latest first: pages are read from here whatever its length.
create index watchlist_added on house.watchlist_entry (member, (-coalesce(added_at, -1)), title);
