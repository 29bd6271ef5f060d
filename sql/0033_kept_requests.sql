-- A client's request that waits while somebody signs in, when a browser cannot carry it along.
create table kept_requests (
  id varchar(36) not null primary key,
  network varchar(64) not null,  -- that it came from, with its neighbours
  query text not null,
  asked_at bigint not null
) {options};

create index kept_requests_network_id on kept_requests (network, id);
create index kept_requests_asked_at on kept_requests (asked_at);
