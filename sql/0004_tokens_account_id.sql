create index tokens_account_id on tokens (account, id)
