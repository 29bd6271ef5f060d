-- Signed requests that have been answered: none is answered twice.
create table seen_signatures (
  digest varchar(64) not null primary key,
  expires_at bigint not null
) {options};

create index seen_signatures_expires_at on seen_signatures (expires_at);
