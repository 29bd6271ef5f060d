create index access_tokens_grant_id on access_tokens (grant_id)
