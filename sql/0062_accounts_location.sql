alter table accounts add column location varchar(256)
