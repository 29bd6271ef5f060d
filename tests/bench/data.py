"""What is in the database: accounts and tokens, of which a few are used."""
import subprocess

ACCOUNTS, TOKENS = 50_000, 100_000

FILLER = f"""
insert into accounts (id, username, username_key, email, email_key, state, created_at)
select {{account}}, concat('filler', seq), concat('filler', seq),
  concat('filler', seq, '@example.org'), concat('filler', seq, '@example.org'), 'active', {{now}}
from seq_0_to_{ACCOUNTS - 1};
insert into grants (id, type, account, scopes, comment, created_at, signed_in_at, expires_at)
select {{token}}, 'personal', {{owner}}, 'profile:read', '', {{now}}, {{now}}, {{later}}
from seq_0_to_{TOKENS - 1};
insert into access_tokens (id, grant_id, account, scopes, created_at, expires_at)
select {{token}}, {{token}}, {{owner}}, 'profile:read', {{now}}, {{later}}
from seq_0_to_{TOKENS - 1};
insert into tokens (id, account, created_at, expires_at)
select {{token}}, {{owner}}, {{now}}, {{later}} from seq_0_to_{TOKENS - 1};
create table bench_events like usage_events;
create trigger mails_stay before insert on outbox for each row
  set new.due_at = new.due_at + 24 * 3600000;
"""

PERSON = """
insert into accounts (id, username, username_key, email, email_key, state, created_at)
values ('{account}', 'person{i}', 'person{i}', 'person{i}@example.org', 'person{i}@example.org',
  'active', {now});
insert into grants (id, type, account, scopes, comment, created_at, signed_in_at, expires_at)
values ('{grant}', 'personal', '{account}', 'profile:read', '', {now}, {now}, {later});
insert into access_tokens (id, grant_id, account, scopes, created_at, expires_at)
values ('{access}', '{grant}', '{account}', 'profile:read', {now}, {later});
insert into tokens (id, account, created_at, expires_at)
values ('{bearer}', '{account}', {now}, {later});
insert into sessions (id, account, created_at, seen_at, expires_at, client_address, user_agent)
values ('{session}', '{account}', {now}, {now}, {later}, '127.0.0.1', '');
insert into grants (id, type, client, account, scopes, comment, created_at, signed_in_at,
  expires_at)
values ('{consent}', 'authorization_code', '{client}', '{account}', 'openid profile email', '',
  {now}, {now}, {later});
insert into access_tokens (id, grant_id, client, account, scopes, created_at, expires_at)
values ('{lent}', '{consent}', '{client}', '{account}', 'openid profile email', {now}, {later});
"""

# Everybody has the password of this account.
PASSWORD = """
update accounts cross join
  (select password_hash from accounts where username_key = '{username}') as known
set accounts.password_hash = known.password_hash where username_key like 'person%';
"""


def id_of(number):
    """SQL for a UUID with this number in it."""
    return f"concat('01900000-0000-7000-8000-', lpad(lower(hex({number})), 12, '0'))"


def sql(people, client, now):
    """All rows; `client`: the id of one that everybody has allowed everything; `now` in
    milliseconds since 1970. Nothing expires while a benchmark runs."""
    times = {"now": now, "later": now + 30 * 24 * 3600 * 1000}
    filler = FILLER.format(account=id_of("seq"), token=id_of(f"seq + {ACCOUNTS}"),
                           owner=id_of(f"seq div {TOKENS // ACCOUNTS}"), **times)
    persons = (PERSON.format(i=i, client=client, **vars(person), **times)
               for i, person in enumerate(people))
    return "begin;" + filler.replace("create table", "commit;create table") + "begin;" + \
        "".join(persons) + "commit;"


def query(socket, text, database="", timeout=300):
    """Runs statements within so many seconds; returns what they print, without a header."""
    return subprocess.run(["mariadb", "--no-defaults", "--user=root", "--skip-column-names",
                           f"--socket={socket}", *([database] if database else [])],
                          input=text, text=True, check=True, stdout=subprocess.PIPE,
                          timeout=timeout).stdout
