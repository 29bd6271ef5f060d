-- Removed accounts whose events have yet to go.
create table usage_removals (
  account varchar(36) not null primary key
) {options};
