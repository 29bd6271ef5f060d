create table identities (
  issuer varchar(255) not null,
  subject varchar(255) not null,
  account varchar(36) not null,
  created_at bigint not null,
  primary key (issuer, subject),
  constraint identities_account foreign key (account) references accounts (id) on delete cascade
) /*! engine=InnoDB character set utf8mb4 collate utf8mb4_bin */
