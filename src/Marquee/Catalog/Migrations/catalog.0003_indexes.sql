create index catalog.episode_series on episode (series, season, number);
create index catalog.crew_person on crew (person);
create index catalog.principal_person on principal (person);
create index catalog.country_title on country (country, title);
