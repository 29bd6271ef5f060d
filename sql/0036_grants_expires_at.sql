create index grants_expires_at on grants (expires_at)
