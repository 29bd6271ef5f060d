-- Opaque tokens of the account API.
create table tokens (
  id varchar(36) not null primary key,
  account varchar(36) not null,
  created_at bigint not null,
  expires_at bigint not null,
  constraint tokens_account foreign key (account) references accounts (id) on delete cascade
) {options};

create index tokens_account_id on tokens (account, id);
create index tokens_expires_at on tokens (expires_at);
