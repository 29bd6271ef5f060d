alter table clients add column require_verified smallint not null default 0
