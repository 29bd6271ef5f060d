create index webhook_deliveries_number on webhook_deliveries (webhook, number)
