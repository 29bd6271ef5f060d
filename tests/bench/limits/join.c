// join SOCKET PROCESSES DATABASE-SOCKET: "?id=UUID" answered by one statement that the server has
// prepared: the row of an access token with that of its account.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answer.h"
#include "pool.h"
#include "statement.h"

// What doorward asks to validate a token (lib/store/access_tokens.cpp).
static const char find[] =
    "select access_tokens.id, access_tokens.grant_id, access_tokens.client, access_tokens.account,"
    " access_tokens.scopes, access_tokens.created_at, access_tokens.expires_at, accounts.username,"
    " accounts.email"
    " from access_tokens left join accounts on accounts.id = access_tokens.account"
    " where access_tokens.id = ? and access_tokens.expires_at > ?"
    " and (access_tokens.account is null or accounts.state = 'active')";

enum { texts = 7, columns = 9, room = 520 };
enum { id, grant, client, account, scopes, username, email };

static const char* database;
static MYSQL_STMT* statement;
static char text[texts][room];
static unsigned long length[texts];
static char is_null[columns];
static long long created_at, expires_at;
static char wanted[room];
static unsigned long wanted_length;
static long long now;

static void bind(void) {
  MYSQL_BIND asked[] = {text_bind(wanted, room, &wanted_length), number_bind(&now)};
  MYSQL_BIND found[columns];
  for (int i = 0, column = 0; column < columns; ++column) {
    if (column == 5) {
      found[column] = number_bind(&created_at);
    } else if (column == 6) {
      found[column] = number_bind(&expires_at);
    } else {
      found[column] = text_bind(text[i], room - 1, &length[i]);
      ++i;
    }
    found[column].is_null = &is_null[column];
  }
  if (mysql_stmt_bind_param(statement, asked) != 0 ||
      mysql_stmt_bind_result(statement, found) != 0) {
    fail_of(statement);
  }
}

static int look_up(const char* query) {
  if (strncmp(query, "id=", 3) != 0 || strlen(query + 3) >= room) return 0;
  wanted_length = strlen(query + 3);
  memcpy(wanted, query + 3, wanted_length);
  now = now_millis();
  if (mysql_stmt_execute(statement) != 0) fail_of(statement);
  const int result = mysql_stmt_fetch(statement);
  if (result != 0 && result != MYSQL_NO_DATA) fail_of(statement);
  mysql_stmt_free_result(statement);
  for (int i = 0; i < texts; ++i) text[i][length[i] < room ? length[i] : 0] = '\0';
  return result == 0;
}

// The JSON that doorward gives for such a token.
static void answer(FCGX_Request* request) {
  const char* query = FCGX_GetParam("QUERY_STRING", request->envp);
  if (query == NULL || !look_up(query)) {
    FCGX_PutS("Status: 401 Unauthorized\r\n\r\n", request->out);
    return;
  }
  char json[4 * room];
  const int size = snprintf(
      json, sizeof json,
      "Content-Type: application/json; charset=utf-8\r\n\r\n"
      "{\"aud\":\"%s\",\"exp\":%lld,\"iat\":%lld,\"iss\":\"https://accounts.example.org\","
      "\"scope\":\"%s\",\"sub\":\"%s\",\"userEmail\":\"%s\",\"userId\":\"%s\",\"userUUID\":\"%s\"}",
      text[scopes], expires_at / 1000, created_at / 1000, text[scopes], text[account], text[email],
      text[email], text[account]);
  FCGX_PutStr(json, size, request->out);
}

static void work(int listener) {
  statement = prepare(database, find);
  bind();
  answer_each(listener, answer);
}

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  database = argv[3];
  run_pool(atoi(argv[2]), listen_at(argv[1]), work);
}
