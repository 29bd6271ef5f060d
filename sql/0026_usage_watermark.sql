create table usage_watermark (
  id int not null primary key,
  until bigint not null,
  until_id varchar(36) not null
) /*! engine=InnoDB character set utf8mb4 collate utf8mb4_bin */
