-- A name of an account that is gone: other programs may still know somebody by it.
create table former_names (
  username_key varchar(64) not null primary key,
  owner varchar(64) not null  -- a digest of the address that may have it again; empty: none may
) {options};
