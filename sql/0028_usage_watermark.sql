-- Up to where the events have been summed up: one row.
create table usage_watermark (
  id int not null primary key,
  until bigint not null,
  until_id varchar(36) not null
) {options};
