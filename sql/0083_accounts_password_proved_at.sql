alter table accounts add column password_proved_at bigint
