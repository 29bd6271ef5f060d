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
"""


def id_of(number):
    """SQL for a UUID with this number in it."""
    return f"concat('01900000-0000-7000-8000-', lpad(lower(hex({number})), 12, '0'))"


def sql(people, now):
    """All rows; `now` in milliseconds since 1970. Nothing expires while a benchmark runs."""
    times = {"now": now, "later": now + 30 * 24 * 3600 * 1000}
    filler = FILLER.format(account=id_of("seq"), token=id_of(f"seq + {ACCOUNTS}"),
                           owner=id_of(f"seq div {TOKENS // ACCOUNTS}"), **times)
    persons = (PERSON.format(i=i, **vars(person), **times) for i, person in enumerate(people))
    return "begin;" + filler.replace("create table", "commit;create table") + "begin;" + \
        "".join(persons) + "commit;"


def query(socket, text, database="", timeout=300):
    """Runs statements within so many seconds; returns what they print, without a header."""
    return subprocess.run(["mariadb", "--no-defaults", "--user=root", "--skip-column-names",
                           f"--socket={socket}", *([database] if database else [])],
                          input=text, text=True, check=True, stdout=subprocess.PIPE,
                          timeout=timeout).stdout
