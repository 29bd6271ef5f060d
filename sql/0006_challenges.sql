create table challenges (
  id varchar(36) not null primary key,
  account varchar(36) not null,
  purpose varchar(32) not null,
  address varchar(254) not null,
  expires_at bigint not null,
  constraint challenges_account foreign key (account) references accounts (id) on delete cascade
) /*! engine=InnoDB character set utf8mb4 collate utf8mb4_bin */
