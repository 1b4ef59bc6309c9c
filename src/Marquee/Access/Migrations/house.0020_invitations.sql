-- Invitations to become a member, by the SHA-256 of their link. A used or expired one stays for a while, so that its page can say so.
create table house.invitation
(
  id              bigserial primary key,
  link_hash       text    not null unique,
  code_hash       text,                      -- of six digits; null: there is none, or it was used
  code_expires_at bigint,
  code_tries      integer not null default 0, -- wrong codes that were tried while this one was open
  role            text    not null check (role in ('host', 'member', 'child')),
  name            text,                      -- null: the invited chooses
  made_by         bigint  not null,          -- the host
  created_at      bigint  not null,
  expires_at      bigint  not null,
  used_at         bigint,
  member          bigint                     -- who came
);

-- What a key is for, in words with a space between. Until now a key that wrote could do whatever its member could, and a key that
-- read could read as much: each keeps what its member can make use of.
alter table house.api_key add column scopes text not null default '';

update house.api_key set scopes = case
  when member in (select id from house.member where role = 'host')
    then case access when 'write' then 'read write household admin metrics' else 'read metrics' end
  else case access when 'write' then 'read write' else 'read' end
end;

alter table house.api_key drop column access;
