-- Whom an identity provider means by a subject.
create table identities (
  issuer varchar(255) not null,
  subject varchar(255) not null,
  account varchar(36) not null,
  created_at bigint not null,
  address varchar(254),  -- that the provider said last
  said_at bigint,
  primary key (issuer, subject),
  constraint identities_account foreign key (account) references accounts (id) on delete cascade
) {options};

create index identities_account_id on identities (account);
