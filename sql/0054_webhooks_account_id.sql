create index webhooks_account_id on webhooks (account, id)
