create table webhooks (
  id bigint not null auto_increment primary key,
  account varchar(36) not null,
  grant_id varchar(36) not null,
  url text not null,
  events varchar(255) not null,
  created_at bigint not null,
  disabled_at bigint,
  constraint webhooks_account foreign key (account) references accounts (id) on delete cascade,
  constraint webhooks_grant foreign key (grant_id) references grants (id) on delete cascade
) engine=InnoDB character set utf8mb4 collate utf8mb4_bin
