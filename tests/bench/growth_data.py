"""Databases of a size: so many accounts, with an access token, a refresh token and a download each, and
as many mails that wait."""
from data import id_of

MOST_USED = 20_000  # tokens that are sent, spread over all of them
FIRST_REFRESHED = 1 << 40  # number of a token: greater than any other, as new ones are
GRANT_EVERY = 1000  # accounts that share a grant: only its tokens matter here

ROWS = """
set unique_checks = 0; set foreign_key_checks = 0;
insert into accounts (id, username, username_key, email, email_key, state, created_at)
select {id}, concat('user', seq), concat('user', seq), concat('user', seq, '@example.org'),
  concat('user', seq, '@example.org'), 'active', {now} from seq_0_to_{last};
insert into grants (id, type, scopes, comment, created_at, signed_in_at, expires_at)
select {id}, 'personal', 'profile:read', '', {now}, {now}, {later}
from seq_0_to_{last} where seq % {grant_every} = 0;
insert into access_tokens (id, grant_id, account, scopes, created_at, expires_at)
select {id}, {grant}, {id}, 'profile:read', {now}, {later} from seq_0_to_{last};
insert into usage_events (id, account, kind, at, skylink, bytes, bandwidth)
select {event}, {id}, 2, {now}, '_A70A-ibzv2Woueb2_LutFjMq5nL9bamDtoSxYeq4nYwng', 4096, 4096
from seq_0_to_{last};
insert into refresh_tokens (id, grant_id, scopes, created_at, expires_at)
select {id}, {grant}, 'profile:read', {now}, {later} from seq_0_to_{last};
insert into outbox (id, channel, payload, created_at, due_at, attempts, dead, last_error)
select {id}, 'mail', '{{}}', {now}, {later}, 0, 0, '' from seq_0_to_{last};
create trigger mails_stay before insert on outbox for each row
  set new.due_at = new.due_at + 24 * 3600000;
replace into usage_watermark (id, until, until_id) values (1, {now} + 1, '{behind}');
"""

# Those that are sent: each has a grant of its own, of an account anywhere among all.
REFRESHED = """
insert into grants (id, type, client, account, scopes, comment, created_at, signed_in_at, expires_at)
select {token}, 'authorization_code', '{client}', {account}, 'profile:read', '', {now}, {now}, {later}
from seq_0_to_{last};
insert into refresh_tokens (id, grant_id, scopes, created_at, expires_at)
select {token}, {token}, 'profile:read', {now}, {later} from seq_0_to_{last};
"""

# The accounts that sign in have the password of this one.
PASSWORD = """
update accounts join seq_0_to_{last} on accounts.id = {account} cross join
  (select password_hash from accounts where username_key = 'cheap') as known
set accounts.password_hash = known.password_hash;
"""

BYTES = """
select table_name, data_length + index_length from information_schema.tables
where table_schema = '{database}' and table_name in {tables}
"""

# A later change of the schema, whose time is taken when there are rows.
WITHOUT_COLUMN = "alter table accounts drop column tokens_from"
WITH_COLUMN = "alter table accounts add column tokens_from bigint"


def event_prefix(milliseconds):
    """How the ids of events of this moment begin (UUIDv7)."""
    digits = f"{milliseconds:012x}"
    return f"{digits[:8]}-{digits[8:]}-7000-8000-"


def sql(size, now):
    """All rows of a database of this size. Its events count as summed up already."""
    return ROWS.format(id=id_of("seq"), grant=id_of(f"seq - seq % {GRANT_EVERY}"),
                       event=f"concat('{event_prefix(now)}', lpad(lower(hex(seq)), 12, '0'))",
                       behind=event_prefix(now + 1) + "000000000000", last=size - 1, now=now,
                       later=now + 30 * 24 * 3600 * 1000, grant_every=GRANT_EVERY)


def refreshed(size, client, count, now):
    """So many refresh tokens of this client, besides."""
    return REFRESHED.format(token=id_of(f"seq + {FIRST_REFRESHED}"), client=client,
                            account=id_of(f"seq * 7919 % {size}"), last=count - 1, now=now,
                            later=now + 30 * 24 * 3600 * 1000)


def passwords(size):
    count, stride = used(size)
    return PASSWORD.format(account=id_of(f"seq * {stride}"), last=count - 1)


def used(size):
    """How many tokens are sent, and how far apart they are."""
    count = min(size, MOST_USED)
    return count, size // count
