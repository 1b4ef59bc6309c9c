-- Best lists read from this alone, most votes first.
create index catalog.title_votes on title (kind, votes desc, rating, year, genres, adult) where votes is not null;
