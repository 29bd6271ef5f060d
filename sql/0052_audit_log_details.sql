alter table audit_log add column details varchar(512) not null default ''
