-- Scopes that a client lends out for its own service.
create table delegated_scopes (
  id {serial},
  client varchar(16) not null,
  name varchar(64) not null,
  description varchar(512) not null,
  writable smallint not null,
  created_at bigint not null,
  updated_at bigint not null,
  constraint delegated_scopes_name unique (client, name),
  constraint delegated_scopes_client foreign key (client) references clients (id) on delete cascade
) {options};
