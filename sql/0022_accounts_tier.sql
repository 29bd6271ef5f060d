alter table accounts add column tier int not null default 1
