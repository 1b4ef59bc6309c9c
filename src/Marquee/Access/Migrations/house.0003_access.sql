-- Who belongs to the house. A name is unique whatever its case: name_key is its folded form.
create table house.member
(
  id         bigserial primary key,
  name       text    not null,
  name_key   text    not null unique,
  role       text    not null check (role in ('host', 'member', 'child')),
  show_adult boolean not null,
  disabled   boolean not null,
  created_at bigint  not null
);

-- Passwords as the framework's hasher writes them. A member without a row signs in by link only.
create table house.credential
(
  member        bigint primary key,
  password_hash text   not null,
  changed_at    bigint not null
);

-- Sign-in links by the SHA-256 of their code. A used one stays for a while, so that its page can say so.
create table house.one_time_link
(
  code_hash  text   primary key,
  member     bigint not null,
  created_at bigint not null,
  expires_at bigint not null,
  used_at    bigint
);

-- Signed-in browsers by the SHA-256 of their cookie's token.
create table house.session
(
  id         bigserial primary key,
  token_hash text    not null unique,
  member     bigint  not null,
  device     text    not null,
  by_link    boolean not null,
  created_at bigint  not null,
  seen_at    bigint  not null,
  expires_at bigint  not null
);

-- Keys for programs by their SHA-256.
create table house.api_key
(
  id         bigserial primary key,
  key_hash   text   not null unique,
  member     bigint not null,
  name       text   not null,
  access     text   not null check (access in ('read', 'write')),
  created_at bigint not null,
  expires_at bigint,
  used_at    bigint
);

-- Failed or pending attempts to sign in, counted per name and per address over a window; shared by all processes.
create table house.attempt
(
  bucket     text    primary key,
  tries      integer not null,
  started_at bigint  not null
);

-- The framework's data-protection key ring.
create table house.key_ring
(
  id         bigserial primary key,
  name       text   not null,
  xml        text   not null,
  created_at bigint not null
);
