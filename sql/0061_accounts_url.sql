alter table accounts add column url varchar(256)
