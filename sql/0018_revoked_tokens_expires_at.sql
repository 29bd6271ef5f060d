create index revoked_tokens_expires_at on revoked_tokens (expires_at)
