-- Work that follows from a change, written in the transaction of the change; a sweep turns each row into one run.
create table house.intent
(
  id         bigserial primary key,
  job        text    not null,           -- name of the registered work
  intent_key text,
  arguments  text    not null,           -- JSON
  member     bigint,
  state      text    not null default 'waiting', -- waiting, started, done, failed, cancelled
  run        bigint,                     -- the latest run of the work
  attempts   integer not null default 0, -- runs that failed
  error      text,                       -- why the latest one failed
  due_at     bigint  not null,           -- unix milliseconds: not before
  created_at bigint  not null,
  settled_at bigint
);

create index intent_open on house.intent (due_at) where state in ('waiting', 'started');
