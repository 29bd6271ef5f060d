create table audit_entries (
  id integer primary key autoincrement,
  account varchar(36) not null,
  event varchar(64) not null,
  details varchar(512),
  client_address varchar(45) not null,
  at bigint not null
)
