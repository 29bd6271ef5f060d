-- A call of a webhook, with the answer. Its id is that of its message in the outbox.
create table webhook_deliveries (
  number {serial},
  id varchar(36) not null,
  webhook bigint not null,
  created_at bigint not null,
  event varchar(64) not null,
  url text not null,
  payload mediumtext not null,
  payload_headers text not null,
  response mediumtext,
  response_status int not null,
  response_headers mediumtext,
  constraint webhook_deliveries_id unique (id),
  constraint webhook_deliveries_webhook
    foreign key (webhook) references webhooks (id) on delete cascade
) {options};

create index webhook_deliveries_number on webhook_deliveries (webhook, number);
create index webhook_deliveries_created_at on webhook_deliveries (created_at);
