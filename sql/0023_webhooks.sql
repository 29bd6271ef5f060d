-- Who wants to be called when something happens to an account.
create table webhooks (
  id {serial},
  account varchar(36) not null,
  grant_id varchar(36) not null,
  url text not null,
  events varchar(255) not null,
  created_at bigint not null,
  disabled_at bigint,
  constraint webhooks_account foreign key (account) references accounts (id) on delete cascade,
  constraint webhooks_grant foreign key (grant_id) references grants (id) on delete cascade
) {options};

create index webhooks_account_id on webhooks (account, id);
create index webhooks_grant_id on webhooks (grant_id, id);
