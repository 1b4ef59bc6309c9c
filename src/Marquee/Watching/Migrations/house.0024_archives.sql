-- Rows of an archive of ours say more than those of other programs.
alter table house.import_row add column origin text;       -- of a watch: page, api, cli, import, job; null in all other rows
alter table house.import_row add column priority integer;  -- on the watchlist

-- How many of an archive's watches are of one title and time.
create index house.import_row_archived on import_row (import, title, watched_at) where origin is not null;
