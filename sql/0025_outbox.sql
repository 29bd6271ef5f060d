-- Mails and calls that wait for their delivery, written in the transaction that caused them.
create table outbox (
  id varchar(36) not null primary key,
  channel varchar(32) not null,
  receiver varchar(255) not null default '',  -- of whom only a few are served at the same time
  sequence varchar(64) not null default '',  -- of which each waits for the one before it
  payload text not null,
  created_at bigint not null,
  due_at bigint not null,
  leased_until bigint not null default 0,  -- by a courier that delivers it
  attempts int not null,
  dead smallint not null,
  last_error varchar(1000) not null
) {options};

create index outbox_due_at on outbox (dead, due_at);
create index outbox_channel_due_at on outbox (channel, dead, due_at);
create index outbox_sequence on outbox (sequence, dead, created_at, id);
