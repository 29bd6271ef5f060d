#include "records.h"

#include <errno.h>
#include <fastcgi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "pool.h"
#include "text.h"

enum { room = 65536, keeps = -1, closes = -2 };

static unsigned char* answer;
static size_t answer_size;

static unsigned char* put_record(unsigned char* to, int type, const char* content, int length) {
  const int padding = -length & 7;
  const FCGI_Header header = {.version = FCGI_VERSION_1,
                              .type = (unsigned char)type,
                              .requestIdB0 = 1,
                              .contentLengthB1 = (unsigned char)(length >> 8),
                              .contentLengthB0 = (unsigned char)length,
                              .paddingLength = (unsigned char)padding};
  memcpy(to, &header, sizeof header);
  if (length > 0) memcpy(to + sizeof header, content, (size_t)length);
  return to + sizeof header + length + padding;
}

void prepare_records(size_t length) {
  static const FCGI_EndRequestBody end = {.protocolStatus = FCGI_REQUEST_COMPLETE};
  int size;
  char* text = json_text(length, &size);
  if (size > 0xffff) fail("too long for one record");
  answer = calloc(1, (size_t)size + 64);
  if (answer == NULL) fail("calloc");
  unsigned char* last = put_record(answer, FCGI_STDOUT, text, size);
  last = put_record(last, FCGI_STDOUT, NULL, 0);
  last = put_record(last, FCGI_END_REQUEST, (const char*)&end, sizeof end);
  answer_size = (size_t)(last - answer);
  free(text);
}

// One whole request is there when the stream of its body has ended and nothing follows.
static int kind_of(const unsigned char* bytes, size_t size) {
  int kind = 0;
  size_t at = 0;
  while (at + FCGI_HEADER_LEN <= size) {
    const unsigned char* header = bytes + at;
    const size_t length = (size_t)header[4] << 8 | header[5];
    const int type = header[1];
    at += FCGI_HEADER_LEN + length + header[6];
    if (type == FCGI_BEGIN_REQUEST && header[3] == 1) {
      kind = (header[FCGI_HEADER_LEN + 2] & FCGI_KEEP_CONN) != 0 ? keeps : closes;
    }
    if (type == FCGI_STDIN && length == 0) return at == size ? kind : 0;
  }
  return 0;
}

int answer_once(int connection) {
  static unsigned char bytes[room];
  const ssize_t size = recv(connection, bytes, sizeof bytes, 0);
  if (size == 0 || (size < 0 && errno == ECONNRESET)) return 0;
  if (size < 0) fail("recv");
  const int kind = kind_of(bytes, (size_t)size);
  if (kind == 0) {
    fprintf(stderr, "%zd bytes are not one whole request\n", size);
    exit(1);
  }
  const ssize_t sent = send(connection, answer, answer_size, MSG_NOSIGNAL);
  return sent == (ssize_t)answer_size && kind == keeps;
}
