-- A browser that is signed in.
create table sessions (
  id varchar(36) not null primary key,
  account varchar(36) not null,
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null,
  client_address varchar(45) not null,
  user_agent varchar(256) not null,
  ssh_key bigint,  -- that opened it; null: a password did
  constraint sessions_account foreign key (account) references accounts (id) on delete cascade,
  constraint sessions_ssh_key foreign key (ssh_key) references ssh_keys (id) on delete cascade
) {options};

create index sessions_account_id on sessions (account, id);
create index sessions_ssh_key_id on sessions (ssh_key);
create index sessions_expires_at on sessions (expires_at);
