-- What happened to an account's security. It outlives the account, so it does not refer to it.
create table audit_entries (
  id {serial},
  account varchar(36) not null,
  event varchar(64) not null,
  details varchar(512),
  client_address varchar(45) not null,
  at bigint not null,
  done_by varchar(255)  -- the program that did it, by its name; null: its owner at a page
) {options};

create index audit_entries_account_id on audit_entries (account, id);
create index audit_entries_at on audit_entries (at);
