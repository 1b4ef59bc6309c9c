-- "Please get this": one wish for each title, part and server, whoever wants it.
create table house.wish
(
  id          text    primary key,         -- given by who asked (a phone), or made here
  title       bigint  not null,            -- of an episode's wish, its series
  part        text    not null,            -- all, future, firstEpisode, firstSeason, seasons:1,2, episodes:1x3,1x4
  connection  bigint,                      -- the server that was asked for; null: the house's own choice
  profile     integer,                     -- of that server; null: as the connection says
  root_folder text,                        -- of that server; null: as the connection says
  tmdb        integer,                     -- for titles that IMDb does not know
  tvdb        integer,
  state       text    not null,            -- approval, buffer, sent, searching, grabbed, downloading, partly, here, refused, gaveUp, withdrawn, bookmark
  reason      text,                        -- why it is not further, as a text of the message files
  asked_at    bigint  not null,
  changed_at  bigint  not null,
  tries       integer not null default 0,  -- that failed, since it last waited anew
  next_try_at bigint,                      -- of the delivery
  look_at     bigint,                      -- when the server is asked how far it has come
  sending_at  bigint,                      -- a delivery is under way since then
  sent_to     bigint,                      -- the connection that has it
  outside     integer,                     -- the number of the film or series there
  commands    text,                        -- its searches there: 12,13
  progress    double precision,            -- 0 to 1 while it is downloading
  bytes       bigint  not null             -- estimated, until what was grabbed is known
);
create index house.wish_title on wish (title);
create index house.wish_state on wish (state, next_try_at);
create index house.wish_sent_to on wish (sent_to, outside);

-- Who wants it. Who withdrew stays with the moment, so that their list can tell.
create table house.wish_member
(
  wish     text   not null,
  member   bigint not null,
  asked_as text   not null,                -- the id that this member gave; another one's wish may have been there
  asked_at bigint not null,
  origin   text   not null,
  left_at  bigint,
  primary key (wish, member)
);
create index house.wish_member_member on wish_member (member, asked_at);
create index house.wish_member_asked_as on wish_member (asked_as);

-- How it came to be where it is.
create table house.wish_step
(
  id         bigserial primary key,
  wish       text   not null,
  at         bigint not null,
  from_state text,                         -- null: it was asked for
  to_state   text   not null,
  member     bigint,                       -- who did it; null: the house, or somebody who is gone
  origin     text   not null,
  reason     text
);
create index house.wish_step_wish on wish_step (wish, id);

-- What a member may ask for. Nobody may anything until a host says so.
create table house.wish_right
(
  member      bigint  primary key,
  films       boolean not null,
  series      boolean not null,
  choose      boolean not null,            -- server, quality and folder
  approved    boolean not null,            -- needs no host; never counts for a child
  quota_count integer,                     -- wishes in so many days
  quota_bytes bigint,                      -- in so many days
  quota_days  integer not null,
  unwatched   integer,                     -- so many that are here and not watched, and no more is asked for
  changed_at  bigint  not null
);

-- Wishes that need no host's word.
create table house.wish_rule
(
  id          bigserial primary key,
  member      bigint,                      -- null: of everybody but children
  kind        text,                        -- film, series; null: both
  min_rating  integer,                     -- ten times IMDb's mean
  min_votes   integer,
  from_year   integer,
  most_bytes  bigint,                      -- as it is estimated
  created_at  bigint not null
);
