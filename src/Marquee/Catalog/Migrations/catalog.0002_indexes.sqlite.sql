create index catalog.title_votes on title (kind, votes desc) where votes is not null;
create index catalog.episode_series on episode (series, season, number);
create index catalog.crew_person on crew (person);
create index catalog.principal_person on principal (person);
create index catalog.country_title on country (country, title);
