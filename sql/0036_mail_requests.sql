-- A mail with a link and a code that a browser has asked for, and whose code it may type.
create table mail_requests (
  id varchar(36) not null primary key,
  purpose varchar(32) not null,  -- of the challenge
  address varchar(254) not null,
  account varchar(36),  -- null when nobody has the address
  challenge varchar(36),  -- null when nobody was sent a code, which nobody is told
  tries int not null,  -- codes that were typed
  mailed_at bigint not null,  -- last
  expires_at bigint not null
) {options};

create index mail_requests_address on mail_requests (address, purpose);
create index mail_requests_expires_at on mail_requests (expires_at);
