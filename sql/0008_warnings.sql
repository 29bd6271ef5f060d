-- How often an account has been warned of a kind of thing by mail, at one address, so that mails
-- stay few.
create table warnings (
  account varchar(36) not null,
  kind varchar(32) not null,
  recipient varchar(254) not null,
  since bigint not null,
  times bigint not null,
  primary key (account, kind, recipient),
  constraint warnings_account foreign key (account) references accounts (id) on delete cascade
) {options};
