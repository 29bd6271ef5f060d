-- That somebody allowed a client something: what codes and tokens belong to, and go with.
create table grants (
  id varchar(36) not null primary key,
  type varchar(32) not null,
  client varchar(16),  -- null: a personal token's
  account varchar(36),  -- null: the client's own
  scopes varchar(512) not null,
  comment varchar(128) not null,
  created_at bigint not null,
  signed_in_at bigint not null,
  expires_at bigint not null,
  ssh_key bigint,  -- that opened it, or the session it was made in
  constraint grants_client foreign key (client) references clients (id) on delete cascade,
  constraint grants_account foreign key (account) references accounts (id) on delete cascade,
  constraint grants_ssh_key foreign key (ssh_key) references ssh_keys (id) on delete cascade
) {options};

create index grants_account_id on grants (account, id);
create index grants_client_id on grants (client, id);
create index grants_ssh_key_id on grants (ssh_key);
create index grants_expires_at on grants (expires_at);
