alter table accounts add column language varchar(16)
