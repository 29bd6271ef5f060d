-- Networks from which an account has signed in: guesses from elsewhere do not lock these out.
create table known_networks (
  account varchar(36) not null,
  network varchar(64) not null,
  seen_at bigint not null,
  primary key (account, network),
  constraint known_networks_account foreign key (account) references accounts (id) on delete cascade
) {options};

create index known_networks_seen_at on known_networks (seen_at);
