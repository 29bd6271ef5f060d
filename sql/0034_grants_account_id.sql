create index grants_account_id on grants (account, id)
