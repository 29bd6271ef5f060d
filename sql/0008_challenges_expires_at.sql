create index challenges_expires_at on challenges (expires_at)
