create table signing_keys (
  kid varchar(64) not null primary key,
  algorithm varchar(8) not null,
  role varchar(8),
  sealed text not null,
  created_at bigint not null,
  retired_at bigint,
  constraint signing_keys_role unique (algorithm, role)
) /*! engine=InnoDB character set utf8mb4 collate utf8mb4_bin */
