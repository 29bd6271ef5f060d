create index sessions_account_id on sessions (account, id)
