create table tokens (
  id varchar(36) not null primary key,
  account varchar(36) not null,
  created_at bigint not null,
  expires_at bigint not null,
  constraint tokens_account foreign key (account) references accounts (id) on delete cascade
) /*! engine=InnoDB character set utf8mb4 collate utf8mb4_bin */
