-- The same summed up, a row a day. The account may be in another database (usage.database).
create table usage_days (
  account varchar(36) not null,
  kind smallint not null,
  day bigint not null,
  events bigint not null,
  bytes bigint not null,
  bandwidth bigint not null,
  primary key (account, kind, day)
) {options};
