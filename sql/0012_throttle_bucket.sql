create index throttle_bucket on throttle (bucket)
