-- Where a client that used a token wants to hear of its end.
create table revocation_urls (
  token varchar(36) not null,
  client varchar(16) not null,
  url text not null,
  primary key (token, client),
  constraint revocation_urls_token
    foreign key (token) references access_tokens (id) on delete cascade,
  constraint revocation_urls_client foreign key (client) references clients (id) on delete cascade
) {options};

create index revocation_urls_client on revocation_urls (client);
