-- The keys that sign our JWTs, sealed with the secret.
create table signing_keys (
  kid varchar(64) not null primary key,
  algorithm varchar(8) not null,
  role varchar(8),  -- null: retired, only published
  sealed text not null,
  created_at bigint not null,
  retired_at bigint,
  constraint signing_keys_role unique (algorithm, role)
) {options};
