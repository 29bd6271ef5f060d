alter table accounts add column pgp_key_at bigint
