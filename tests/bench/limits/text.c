#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pool.h"

char* json_text(size_t length, int* size) {
  static const char header[] = "Content-Type: application/json; charset=utf-8\r\n\r\n";
  const size_t padding = length > 13 ? length - 13 : 0;
  const size_t room = sizeof header + length + 16;
  char* text = malloc(room);
  char* filler = calloc(1, padding + 1);
  if (text == NULL || filler == NULL) fail("malloc");
  memset(filler, 'x', padding);
  *size = snprintf(text, room, "%s{\"answer\":\"%s\"}", header, filler);
  free(filler);
  return text;
}
