#include "statement.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

MYSQL* open_session(const char* socket) {
  MYSQL* session = mysql_init(NULL);
  mysql_options(session, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  if (mysql_real_connect(session, NULL, "root", NULL, "bench", 0, socket, 0) == NULL) {
    fprintf(stderr, "%s\n", mysql_error(session));
    exit(1);
  }
  return session;
}

MYSQL_STMT* prepare_in(MYSQL* session, const char* sql) {
  MYSQL_STMT* statement = mysql_stmt_init(session);
  if (mysql_stmt_prepare(statement, sql, strlen(sql)) != 0) fail_of(statement);
  return statement;
}

MYSQL_STMT* prepare(const char* socket, const char* sql) {
  return prepare_in(open_session(socket), sql);
}

void fail_of(MYSQL_STMT* statement) {
  fprintf(stderr, "%s\n", mysql_stmt_error(statement));
  exit(1);
}

MYSQL_BIND text_bind(char* text, unsigned long size, unsigned long* length) {
  MYSQL_BIND bind = {
      .buffer_type = MYSQL_TYPE_STRING, .buffer = text, .buffer_length = size, .length = length};
  return bind;
}

MYSQL_BIND number_bind(long long* number) {
  MYSQL_BIND bind = {.buffer_type = MYSQL_TYPE_LONGLONG, .buffer = number};
  return bind;
}

long long now_millis(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void make_id(char* id, long long now) {
  unsigned short chance[5];
  if (getrandom(chance, sizeof chance, 0) != sizeof chance) {
    perror("getrandom");
    exit(1);
  }
  snprintf(id, 37, "%08x-%04x-7%03x-8%03x-%04x%04x%04x", (unsigned)(now >> 16),
           (unsigned)(now & 0xffff), chance[0] & 0xfffu, chance[1] & 0xfffu, chance[2], chance[3],
           chance[4]);
}
