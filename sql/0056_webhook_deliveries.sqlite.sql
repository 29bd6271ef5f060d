create table webhook_deliveries (
  number integer primary key autoincrement,
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
  constraint webhook_deliveries_webhook foreign key (webhook) references webhooks (id) on delete cascade
)
