-- A person's SSH public key.
create table ssh_keys (
  id {serial},
  account varchar(36) not null,
  key_text text not null,
  digest varchar(64) not null,
  fingerprint varchar(47) not null,
  comment varchar(256),
  authorized_at bigint not null,
  last_used bigint,
  stopped_at bigint,  -- it opens nothing until its owner has vouched for it; null: it does
  constraint ssh_keys_digest unique (digest),
  constraint ssh_keys_account foreign key (account) references accounts (id) on delete cascade
) {options};

create index ssh_keys_account_id on ssh_keys (account, id);
