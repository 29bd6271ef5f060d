create table audit_entries (
  id bigint not null auto_increment primary key,
  account varchar(36) not null,
  event varchar(64) not null,
  details varchar(512),
  client_address varchar(45) not null,
  at bigint not null
) engine=InnoDB character set utf8mb4 collate utf8mb4_bin
