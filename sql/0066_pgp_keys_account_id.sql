create index pgp_keys_account_id on pgp_keys (account, id)
