-- What an account has used, event by event, until it is summed up and old. There may be millions:
-- those of a removed account are removed later, so they do not refer to it.
create table usage_events (
  id varchar(36) not null primary key,
  account varchar(36) not null,
  kind smallint not null,
  at bigint not null,
  skylink varchar(46) not null,
  bytes bigint not null,
  bandwidth bigint not null
) {options};

create index usage_events_account_id on usage_events (account, kind, id);
