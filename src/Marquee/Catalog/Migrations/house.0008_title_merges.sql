-- Two numbers that turned out to be one title: the first reads as the second until the merge is taken back.
create table house.title_merge
(
  id         bigserial primary key,
  title      bigint not null,
  into_title bigint not null,
  redirects  bigint unique,              -- the title while the merge holds, then null: a number leads to one other
  state      text   not null check (state in ('merging', 'merged', 'undoing', 'undone')),
  member     bigint not null,            -- the host who decided
  fact       bigint,                     -- title.merged
  undo_fact  bigint,                     -- title.parted
  created_at bigint not null
);

-- What a merge changed, room by room, so that it can be taken back. Passes after the first found what came meanwhile.
create table house.title_merge_part
(
  merge bigint  not null,
  pass  integer not null,
  room  text    not null,
  kept  text    not null,                -- JSON, of the room
  primary key (merge, pass, room)
);

-- Ids that vanished from IMDb's files, with the title that they probably became. A declined pair is never proposed again.
create table house.merge_proposal
(
  id         bigserial primary key,
  title      bigint  not null,
  into_title bigint  not null,
  certainty  integer not null,           -- percent
  evidence   text    not null,           -- JSON
  state      text    not null check (state in ('open', 'accepted', 'declined')),
  created_at bigint  not null,
  decided_at bigint,
  member     bigint,                     -- the host who decided
  unique (title, into_title)
);
