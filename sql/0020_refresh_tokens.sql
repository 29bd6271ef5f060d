-- RFC 6749 section 1.5. Replaced ones stay until they expire, so that a thief is found.
create table refresh_tokens (
  id varchar(36) not null primary key,
  grant_id varchar(36) not null,
  scopes varchar(512) not null,
  created_at bigint not null,
  expires_at bigint not null,
  replaced_at bigint,
  successor varchar(36),  -- the refresh token that replaced it
  successor_access varchar(36),  -- the access token that came with it
  constraint refresh_tokens_grant foreign key (grant_id) references grants (id) on delete cascade
) {options};

create index refresh_tokens_grant_id on refresh_tokens (grant_id);
create index refresh_tokens_expires_at on refresh_tokens (expires_at);
