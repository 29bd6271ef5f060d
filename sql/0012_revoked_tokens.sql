-- JWTs that were ended before their time; of no use once they would have expired.
create table revoked_tokens (
  jti varchar(36) not null primary key,
  account varchar(36) not null,
  expires_at bigint not null
) {options};

create index revoked_tokens_expires_at on revoked_tokens (expires_at);
