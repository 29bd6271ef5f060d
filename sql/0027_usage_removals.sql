create table usage_removals (
  account varchar(36) not null primary key
) /*! engine=InnoDB character set utf8mb4 collate utf8mb4_bin */
