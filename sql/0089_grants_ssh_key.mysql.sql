alter table grants
  add column ssh_key bigint,
  add constraint grants_ssh_key foreign key (ssh_key) references ssh_keys (id) on delete cascade
