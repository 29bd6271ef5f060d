// register SOCKET PROCESSES DATABASE-SOCKET: every request is the rows of one registration, in one
// transaction that is on disk before its 200: what doorward writes (accounts::SignUp), without the
// questions that it asks before, and without reading the request.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answer.h"
#include "pool.h"
#include "statement.h"

enum { room = 512, window = 15 * 60 * 1000, lifetime = 24 * 3600 * 1000 };

struct text {
  char bytes[room];
  unsigned long length;
};

static struct text account, challenge, message, name, address, payload;
static long long now, expires_at, bucket;

static const char* database;
static MYSQL* session;

enum { accounts, challenges, audit, outbox, mails, registrations, statements };

static const char* const sql[statements] = {
    "insert into accounts (id, username, username_key, email, email_key, password_hash, state,"
    " created_at, expires_at, tier, language) values (?, ?, ?, ?, ?, '$argon2id$v=19$m=8,t=1,p=1"
    "$zhgET4HP5PeVxrk+fubOPg$uz+UAlSbZz0Tp5nJkw09s1ywtJWm9emVNJh/rE/AFSw', 'pending', ?, ?, 1,"
    " 'en')",
    "insert into challenges (id, account, purpose, address, expires_at)"
    " values (?, ?, 'register', ?, ?)",
    "insert into audit_entries (account, event, client_address, at)"
    " values (?, 'account:registered', '127.0.0.1', ?)",
    "insert into outbox (id, channel, payload, created_at, due_at, attempts, dead, last_error,"
    " receiver) values (?, 'mail', ?, ?, ?, 0, 0, '', '')",
    "insert into throttle (kind, subject, bucket, events) values ('mail', ?, ?, 1)",
    "insert into throttle (kind, subject, bucket, events) values ('registration', '127.0.0.1', ?,"
    " 1) on duplicate key update events = events + 1",
};

static MYSQL_STMT* prepared[statements];

static MYSQL_BIND of_text(struct text* text) { return text_bind(text->bytes, room, &text->length); }

static void bind(int which, MYSQL_BIND* row) {
  prepared[which] = prepare_in(session, sql[which]);
  if (mysql_stmt_bind_param(prepared[which], row) != 0) fail_of(prepared[which]);
}

static void prepare_all(void) {
  bind(accounts,
       (MYSQL_BIND[]){of_text(&account), of_text(&name), of_text(&name), of_text(&address),
                      of_text(&address), number_bind(&now), number_bind(&expires_at)});
  bind(challenges, (MYSQL_BIND[]){of_text(&challenge), of_text(&account), of_text(&address),
                                  number_bind(&expires_at)});
  bind(audit, (MYSQL_BIND[]){of_text(&account), number_bind(&now)});
  bind(outbox,
       (MYSQL_BIND[]){of_text(&message), of_text(&payload), number_bind(&now), number_bind(&now)});
  bind(mails, (MYSQL_BIND[]){of_text(&address), number_bind(&bucket)});
  bind(registrations, (MYSQL_BIND[]){number_bind(&bucket)});
}

static void put_id(struct text* text) {
  make_id(text->bytes, now);
  text->length = 36;
}

static void make_rows(void) {
  static long count;
  now = now_millis();
  expires_at = now + lifetime;
  bucket = now / window;
  put_id(&account);
  put_id(&challenge);
  put_id(&message);
  name.length = (unsigned long)sprintf(name.bytes, "bare%dn%ld", getpid(), ++count);
  address.length = (unsigned long)snprintf(address.bytes, room, "%.64s@example.org", name.bytes);
  payload.length = (unsigned long)snprintf(
      payload.bytes, room,
      "{\"template\":\"verify\",\"language\":\"en\",\"recipient\":\"%.64s\",\"username\":\"%.64s\","
      "\"challenge\":\"%.36s\",\"expires_at\":%lld,\"detail\":\"\",\"address\":\"\",\"browser\":"
      "\"\","
      "\"system\":\"\",\"in_plain\":false}",
      address.bytes, name.bytes, challenge.bytes, expires_at);
}

static void query(const char* text) {
  if (mysql_query(session, text) != 0) {
    fprintf(stderr, "%s\n", mysql_error(session));
    exit(1);
  }
}

static void answer(FCGX_Request* request) {
  make_rows();
  query("begin");
  for (int i = 0; i < statements; ++i) {
    if (mysql_stmt_execute(prepared[i]) != 0) fail_of(prepared[i]);
  }
  query("commit");
  FCGX_PutS("Content-Length: 0\r\n\r\n", request->out);
}

static void work(int listener) {
  session = open_session(database);
  prepare_all();
  answer_each(listener, answer);
}

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  database = argv[3];
  run_pool(atoi(argv[2]), listen_at(argv[1]), work);
}
