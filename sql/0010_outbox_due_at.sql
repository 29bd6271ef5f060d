create index outbox_due_at on outbox (dead, due_at)
