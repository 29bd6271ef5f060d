create index grants_ssh_key on grants (ssh_key)
