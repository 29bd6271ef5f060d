-- A person's OpenPGP public key. Several people may have the same one.
create table pgp_keys (
  id {serial},
  account varchar(36) not null,
  key_text text not null,
  fingerprint varchar(40) not null,
  email varchar(320) not null,
  authorized_at bigint not null,
  expires_at bigint,  -- mails can be encrypted to it until then; null: for ever
  expiry_told_at bigint,  -- when its owner was told that it will expire
  constraint pgp_keys_fingerprint unique (account, fingerprint),
  constraint pgp_keys_account foreign key (account) references accounts (id) on delete cascade
) {options};

create index pgp_keys_account_id on pgp_keys (account, id);
create index pgp_keys_expires_at on pgp_keys (expires_at);
create index pgp_keys_of_anybody on pgp_keys (fingerprint, id);
