create table clients (
  id varchar(16) not null primary key,
  name varchar(128) not null,
  secret_hash varchar(64),
  trusted smallint not null,
  redirect_uris text not null,
  grant_types varchar(255) not null,
  scopes varchar(512) not null,
  owner varchar(36),
  created_at bigint not null,
  constraint clients_owner foreign key (owner) references accounts (id) on delete cascade
) /*! engine=InnoDB character set utf8mb4 collate utf8mb4_bin */
