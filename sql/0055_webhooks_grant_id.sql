create index webhooks_grant_id on webhooks (grant_id, id)
