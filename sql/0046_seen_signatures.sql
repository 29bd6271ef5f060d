create table seen_signatures (
  digest varchar(64) not null primary key,
  expires_at bigint not null
) /*! engine=InnoDB character set utf8mb4 collate utf8mb4_bin */
