create index refresh_tokens_expires_at on refresh_tokens (expires_at)
