create index refresh_tokens_grant_id on refresh_tokens (grant_id)
