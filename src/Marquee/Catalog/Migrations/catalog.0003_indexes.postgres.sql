create index episode_series on catalog.episode (series, season, number);
create index crew_person on catalog.crew (person);
create index principal_person on catalog.principal (person);
create index country_title on catalog.country (country, title);
