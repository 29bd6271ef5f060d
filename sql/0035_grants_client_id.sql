create index grants_client_id on grants (client, id)
