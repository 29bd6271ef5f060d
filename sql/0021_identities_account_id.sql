create index identities_account_id on identities (account)
