create index revocation_urls_client on revocation_urls (client)
