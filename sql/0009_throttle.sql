-- The abuse gate's counters: events of a kind, per subject and window of time.
create table throttle (
  kind varchar(32) not null,
  subject varchar(320) not null,
  bucket bigint not null,
  events bigint not null,
  primary key (kind, subject, bucket)
) {options};

create index throttle_bucket on throttle (bucket);
