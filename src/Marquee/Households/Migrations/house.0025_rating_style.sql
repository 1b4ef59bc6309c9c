-- How the member's own ratings are shown: ten, stars, both. Null: ten.
alter table house.preference add column rating_style text;
