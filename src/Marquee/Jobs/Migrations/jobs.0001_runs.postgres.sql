-- One row a run of a piece of work: what is waiting, what runs, and the history. Instants are unix milliseconds.
create table jobs.run
(
  id         bigserial primary key,
  name       text    not null,           -- of the registered work: "catalog.import"
  title      text    not null,           -- for people
  run_key    text,                       -- what the run is about, where the work runs once per key
  flight     text,                       -- name (and key) while queued or running, then null: one at a time
  intent     bigint,                     -- the row of house.intent that it came from
  intent_try integer,                    -- the how manieth run of that intent, from 0
  member     bigint,                     -- who asked; null for schedules
  arguments  text    not null,           -- JSON
  state      text    not null,           -- queued, running, done, failed, cancelled
  done       bigint  not null default 0,
  total      bigint,
  unit       text,
  sentence   text,
  rate       double precision,           -- units a second
  eta        bigint,                     -- seconds
  result     text,                       -- JSON
  error      text,
  attempt    integer not null default 0, -- how often it was started; also the fence against a runner that lost it
  cut_off    integer not null default 0, -- how often its process ended without a word
  cancel_asked boolean not null default false,
  inline     boolean not null default false, -- runs in a command, not under Quartz
  node       text,                       -- who runs it
  seen_at    bigint,                     -- last sign of life of its runner
  queued_at  bigint  not null,
  started_at bigint,
  ended_at   bigint,
  changed_at bigint  not null,
  revision   bigint  not null default 1  -- rises with every change
);

create unique index run_flight on jobs.run (flight);
create unique index run_intent on jobs.run (intent, intent_try);
create index run_state on jobs.run (state, id);
create index run_changed on jobs.run (changed_at);
