-- Ids are in the order of their bytes, as SQLite has them, whatever language the server's collation is of.
alter table house.sync_document alter column id type text collate "C";
alter table house.sync_revision alter column document type text collate "C";
alter table house.sync_local alter column id type text collate "C";
