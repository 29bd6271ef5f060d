create index challenges_account_id on challenges (account, id)
