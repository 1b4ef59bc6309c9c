-- Who came in, or tried to, by which way: for members to look at. member is null when nobody has the name that was tried, which
-- is not kept, because people type passwords into the wrong field.
create table house.sign_in
(
  id      bigserial primary key,
  member  bigint,
  at      bigint not null,
  way     text   not null,               -- password, link
  outcome text   not null,               -- done, wrongPassword, noPassword, shutOut, unknownName, tooMany
  device  text   not null,
  origin  text   not null                -- thisMachine, homeNetwork, elsewhere; the address itself is not kept
);

-- Waits that grow: when this round of tries ends, and how many rounds before it ran into the limit.
alter table house.attempt add column ends_at bigint not null default 0;
alter table house.attempt add column rounds integer not null default 0;
