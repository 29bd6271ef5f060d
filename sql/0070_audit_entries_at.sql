create index audit_entries_at on audit_entries (at)
