-- What a name beyond ASCII looks like, so that nobody has one that looks the same. Kept for good, as
-- former names are.
create table name_looks (
  looks varchar(64) not null primary key,  -- a digest of its skeleton (UTS 39 section 4)
  username_key varchar(64) not null
) {options};
