create table key_sets (
  url varchar(500) not null primary key,
  jwks mediumtext not null,
  fetched_at bigint,
  attempted_at bigint not null
) /*! engine=InnoDB character set utf8mb4 collate utf8mb4_bin */
