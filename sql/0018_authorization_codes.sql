-- RFC 6749 section 4.1.2. One that was redeemed stays for a day, so that a thief is found.
create table authorization_codes (
  id varchar(36) not null primary key,
  grant_id varchar(36) not null,
  client varchar(16) not null,
  redirect_uri text not null,
  uri_was_given smallint not null,
  challenge varchar(43) not null,
  nonce varchar(255) not null,
  expires_at bigint not null,
  redeemed_at bigint,
  constraint authorization_codes_grant
    foreign key (grant_id) references grants (id) on delete cascade
) {options};

create index authorization_codes_grant_id on authorization_codes (grant_id);
create index authorization_codes_expires_at on authorization_codes (expires_at);
