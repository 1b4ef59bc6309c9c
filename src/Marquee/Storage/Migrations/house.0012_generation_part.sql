-- Which part of IMDb's titles the current generation holds, in the catalog's words; null for everything.
alter table house.generation add column part text;
