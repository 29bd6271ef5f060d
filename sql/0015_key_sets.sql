-- The published keys of an identity provider, as they were fetched last.
create table key_sets (
  url varchar(500) not null primary key,
  jwks mediumtext not null,
  fetched_at bigint,
  attempted_at bigint not null
) {options};
