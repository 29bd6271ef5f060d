create table accounts (
  id varchar(36) not null primary key,
  username varchar(64) not null,
  username_key varchar(64) not null,
  email varchar(254),
  email_key varchar(254),
  password varchar(255),
  state varchar(16) not null,
  created_at bigint not null,
  expires_at bigint,
  constraint accounts_username_key unique (username_key),
  constraint accounts_email_key unique (email_key)
) /*! engine=InnoDB character set utf8mb4 collate utf8mb4_bin */
