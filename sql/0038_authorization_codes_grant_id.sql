create index authorization_codes_grant_id on authorization_codes (grant_id)
