alter table identities add column said_at bigint
