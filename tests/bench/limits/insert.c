// insert SOCKET PROCESSES DATABASE-SOCKET: every request is one row, on disk before its 204. The
// table "bench_events" is made as "usage_events" is.
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>

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

// A UUID of version 7: the time, then chance.
static void make_id(void) {
  unsigned short chance[5];
  if (getrandom(chance, sizeof chance, 0) != sizeof chance) fail("getrandom");
  snprintf(id, sizeof id, "%08llx-%04llx-7%03x-8%03x-%04x%04x%04x", (unsigned long long)at >> 16,
           (unsigned long long)at & 0xffff, chance[0] & 0xfffu, chance[1] & 0xfffu, chance[2],
           chance[3], chance[4]);
}

static void answer(FCGX_Request* request) {
  at = now_millis();
  make_id();
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
