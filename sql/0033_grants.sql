create table grants (
  id varchar(36) not null primary key,
  type varchar(32) not null,
  client varchar(16),
  account varchar(36),
  scopes varchar(512) not null,
  comment varchar(128) not null,
  created_at bigint not null,
  signed_in_at bigint not null,
  expires_at bigint not null,
  constraint grants_client foreign key (client) references clients (id) on delete cascade,
  constraint grants_account foreign key (account) references accounts (id) on delete cascade
) /*! engine=InnoDB character set utf8mb4 collate utf8mb4_bin */
