-- From which web origins (RFC 6454) pages of a client come, by its redirect URIs.
create table client_origins (
  origin varchar(272) not null,
  client varchar(16) not null,
  primary key (origin, client),
  constraint client_origins_client foreign key (client) references clients (id) on delete cascade
) {options};

create index client_origins_client on client_origins (client);
