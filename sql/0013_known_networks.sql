create table known_networks (
  account varchar(36) not null,
  network varchar(64) not null,
  seen_at bigint not null,
  primary key (account, network),
  constraint known_networks_account foreign key (account) references accounts (id) on delete cascade
) /*! engine=InnoDB character set utf8mb4 collate utf8mb4_bin */
