create index clients_owner_id on clients (owner, id)
