-- What keeps a channel of the courier from delivering until the operator mends it.
create table alarms (
  channel varchar(32) not null primary key,
  reason varchar(1000) not null,
  since bigint not null,
  last_at bigint not null
) {options};
