create table outbox (
  id varchar(36) not null primary key,
  channel varchar(32) not null,
  payload text not null,
  created_at bigint not null,
  due_at bigint not null,
  leased_until bigint not null,
  attempts int not null,
  dead smallint not null,
  last_error varchar(1000) not null
) /*! engine=InnoDB character set utf8mb4 collate utf8mb4_bin */
