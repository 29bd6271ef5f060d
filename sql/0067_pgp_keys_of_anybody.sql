create index pgp_keys_of_anybody on pgp_keys (fingerprint, id)
