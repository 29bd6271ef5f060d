create index audit_entries_account_id on audit_entries (account, id)
