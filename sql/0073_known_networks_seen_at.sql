create index known_networks_seen_at on known_networks (seen_at)
