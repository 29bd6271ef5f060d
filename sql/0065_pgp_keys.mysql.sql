create table pgp_keys (
  id bigint not null auto_increment primary key,
  account varchar(36) not null,
  key_text text not null,
  fingerprint varchar(40) not null,
  email varchar(320) not null,
  authorized_at bigint not null,
  expires_at bigint,
  constraint pgp_keys_fingerprint unique (account, fingerprint),
  constraint pgp_keys_account foreign key (account) references accounts (id) on delete cascade
) engine=InnoDB character set utf8mb4 collate utf8mb4_bin
