alter table sessions
  add column ssh_key bigint,
  add constraint sessions_ssh_key foreign key (ssh_key) references ssh_keys (id) on delete cascade
