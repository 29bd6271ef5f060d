-- A program that asks for access (RFC 6749 section 2).
create table clients (
  id varchar(16) not null primary key,
  name varchar(128) not null,
  secret_hash varchar(64),  -- null: a public client
  trusted smallint not null,
  require_verified smallint not null default 0,
  redirect_uris text not null,
  grant_types varchar(255) not null,
  scopes varchar(512) not null,
  owner varchar(36),  -- null: an operator's
  created_at bigint not null,
  constraint clients_owner foreign key (owner) references accounts (id) on delete cascade
) {options};

create index clients_owner_id on clients (owner, id);
