create table access_tokens (
  id varchar(36) not null primary key,
  grant_id varchar(36) not null,
  client varchar(16),
  account varchar(36),
  scopes varchar(512) not null,
  created_at bigint not null,
  expires_at bigint not null,
  constraint access_tokens_grant foreign key (grant_id) references grants (id) on delete cascade
) /*! engine=InnoDB character set utf8mb4 collate utf8mb4_bin */
