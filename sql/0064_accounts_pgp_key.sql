alter table accounts add column pgp_key bigint
