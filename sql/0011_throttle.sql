create table throttle (
  kind varchar(32) not null,
  subject varchar(320) not null,
  bucket bigint not null,
  events bigint not null,
  primary key (kind, subject, bucket)
) /*! engine=InnoDB character set utf8mb4 collate utf8mb4_bin */
