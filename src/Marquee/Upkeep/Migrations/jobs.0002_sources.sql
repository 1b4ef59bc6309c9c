-- How each outside system answered last, over all processes and restarts. Instants are unix milliseconds.
create table jobs.source
(
  host          text   primary key,
  good_at       bigint,                 -- null: never answered as it should
  failed_at     bigint,
  failing_since bigint,                 -- the first failure after good_at; null while it answers
  error         text,                   -- the last failure, in a word
  called_at     bigint not null         -- the later of the two
);
