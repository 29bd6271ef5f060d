create index audit_log_account_id on audit_log (account, id)
