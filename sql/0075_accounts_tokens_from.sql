alter table accounts add column tokens_from bigint
