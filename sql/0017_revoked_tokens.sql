create table revoked_tokens (
  jti varchar(36) not null primary key,
  account varchar(36) not null,
  expires_at bigint not null
) /*! engine=InnoDB character set utf8mb4 collate utf8mb4_bin */
