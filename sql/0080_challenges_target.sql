alter table challenges add column target varchar(2048)
