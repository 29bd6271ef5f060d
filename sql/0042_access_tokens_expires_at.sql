create index access_tokens_expires_at on access_tokens (expires_at)
