-- One person. A pending one that has expired is nobody; a deleted one keeps its name taken.
create table accounts (
  id varchar(36) not null primary key,
  username varchar(64) not null,
  username_key varchar(64) not null,
  email varchar(254),
  email_key varchar(254),
  email_verified_at bigint,  -- null: never
  password_hash varchar(255),  -- it says how it was made
  password_proved_at bigint,  -- when its owner vouched for pgp_key
  state varchar(16) not null,
  created_at bigint not null,
  expires_at bigint,  -- of a pending one
  tier int not null default 1,
  language varchar(16),
  url varchar(256),
  location varchar(256),
  bio text,
  pgp_key bigint,  -- of pgp_keys; mails are encrypted to it
  pgp_key_at bigint,  -- since when it has been preferred
  tokens_from bigint,  -- JWTs that were made before open nothing
  additions bigint not null default 0,  -- of what it may have so many of (Accounts::begin_addition)
  constraint accounts_username_key unique (username_key),
  constraint accounts_email_key unique (email_key)
) {options};

create index accounts_expires_at on accounts (expires_at);
