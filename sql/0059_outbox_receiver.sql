alter table outbox add column receiver varchar(255) not null default ''
