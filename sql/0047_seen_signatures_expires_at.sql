create index seen_signatures_expires_at on seen_signatures (expires_at)
