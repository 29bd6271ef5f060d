// insert SOCKET PROCESSES DATABASE-SOCKET: every request is one row, on disk before its 204. The
// table "bench_events" is made as "usage_events" is.
#include <stdio.h>
#include <stdlib.h>

#include "answer.h"
#include "pool.h"
#include "statement.h"

// What doorward writes when a download is tracked (lib/store/usage.cpp).
static const char insert[] =
    "insert into bench_events (id, account, kind, at, skylink, bytes, bandwidth)"
    " values (?, ?, ?, ?, ?, ?, ?)";

static const char* database;
static MYSQL_STMT* statement;
static char id[64];
static unsigned long id_length = 36;
static char account[] = "01a20096-a6f7-7c8c-991a-c70791871a6f";
static unsigned long account_length = sizeof account - 1;
static char skylink[] = "_A70A-ibzv2Woueb2_LutFjMq5nL9bamDtoSxYeq4nYwng";
static unsigned long skylink_length = sizeof skylink - 1;
static long long kind = 2, at, bytes, bandwidth = 204800;

static void bind(void) {
  MYSQL_BIND row[] = {text_bind(id, sizeof id, &id_length),
                      text_bind(account, sizeof account, &account_length),
                      number_bind(&kind),
                      number_bind(&at),
                      text_bind(skylink, sizeof skylink, &skylink_length),
                      number_bind(&bytes),
                      number_bind(&bandwidth)};
  if (mysql_stmt_bind_param(statement, row) != 0) fail_of(statement);
}

static void answer(FCGX_Request* request) {
  at = now_millis();
  make_id(id, at);
  if (mysql_stmt_execute(statement) != 0) fail_of(statement);
  FCGX_PutS("Status: 204 No Content\r\n\r\n", request->out);
}

static void work(int listener) {
  statement = prepare(database, insert);
  bind();
  answer_each(listener, answer);
}

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  database = argv[3];
  run_pool(atoi(argv[2]), listen_at(argv[1]), work);
}
