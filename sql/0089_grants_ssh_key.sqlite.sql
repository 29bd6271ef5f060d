alter table grants add column ssh_key integer references ssh_keys (id) on delete cascade
