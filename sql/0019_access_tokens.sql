-- RFC 6750. Client and account are those of the grant: a validation reads one row less.
create table access_tokens (
  id varchar(36) not null primary key,
  grant_id varchar(36) not null,
  client varchar(16),
  account varchar(36),
  scopes varchar(512) not null,
  created_at bigint not null,
  expires_at bigint not null,
  constraint access_tokens_grant foreign key (grant_id) references grants (id) on delete cascade
) {options};

create index access_tokens_grant_id on access_tokens (grant_id);
create index access_tokens_expires_at on access_tokens (expires_at);
