create index outbox_channel_due_at on outbox (channel, dead, due_at)
