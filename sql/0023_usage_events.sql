create table usage_events (
  id varchar(36) not null primary key,
  account varchar(36) not null,
  kind smallint not null,
  at bigint not null,
  skylink varchar(46) not null,
  bytes bigint not null,
  bandwidth bigint not null
) /*! engine=InnoDB character set utf8mb4 collate utf8mb4_bin */
