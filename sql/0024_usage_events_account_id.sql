create index usage_events_account_id on usage_events (account, kind, id)
