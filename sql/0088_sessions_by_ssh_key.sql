create index sessions_ssh_key on sessions (ssh_key)
