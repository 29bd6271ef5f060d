-- Removed accounts, since when, and where what they have used has yet to go: a hash of the account.
create table usage_removals (
  account varchar(36) not null primary key,
  slot smallint not null,
  removed_at bigint not null
) {options};
