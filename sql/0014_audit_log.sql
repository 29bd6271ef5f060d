create table audit_log (
  id varchar(36) not null primary key,
  account varchar(36) not null,
  event varchar(64) not null,
  client_address varchar(45) not null,
  at bigint not null
) /*! engine=InnoDB character set utf8mb4 collate utf8mb4_bin */
