create index webhook_deliveries_created_at on webhook_deliveries (created_at)
