-- What a link in a mail proves, once.
create table challenges (
  id varchar(36) not null primary key,
  account varchar(36) not null,
  purpose varchar(32) not null,
  address varchar(254) not null,
  target varchar(2048),  -- the page to go on to
  expires_at bigint not null,
  constraint challenges_account foreign key (account) references accounts (id) on delete cascade
) {options};

create index challenges_account_id on challenges (account, id);
create index challenges_expires_at on challenges (expires_at);
