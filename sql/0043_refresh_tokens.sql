create table refresh_tokens (
  id varchar(36) not null primary key,
  grant_id varchar(36) not null,
  scopes varchar(512) not null,
  created_at bigint not null,
  expires_at bigint not null,
  replaced_at bigint,
  successor varchar(36),
  successor_access varchar(36),
  constraint refresh_tokens_grant foreign key (grant_id) references grants (id) on delete cascade
) /*! engine=InnoDB character set utf8mb4 collate utf8mb4_bin */
