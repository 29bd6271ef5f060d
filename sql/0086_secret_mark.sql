create table secret_mark (
  id int not null primary key,
  mark varchar(64) not null
) /*! engine=InnoDB character set utf8mb4 collate utf8mb4_bin */
