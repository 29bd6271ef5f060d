create index ssh_keys_account_id on ssh_keys (account, id)
