create table sessions (
  id varchar(36) not null primary key,
  account varchar(36) not null,
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null,
  client_address varchar(45) not null,
  user_agent varchar(256) not null,
  constraint sessions_account foreign key (account) references accounts (id) on delete cascade
) /*! engine=InnoDB character set utf8mb4 collate utf8mb4_bin */
