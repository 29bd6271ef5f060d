create index accounts_expires_at on accounts (expires_at)
