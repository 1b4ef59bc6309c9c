-- Best lists read from this alone, most votes first.
create index title_votes on catalog.title (kind, votes desc, rating, year, genres, adult) where votes is not null;
