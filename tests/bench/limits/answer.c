#include "answer.h"

#include "pool.h"
#include "text.h"

static char* text;
static int text_length;

void prepare_answer(size_t length) { text = json_text(length, &text_length); }

void fixed_answer(FCGX_Request* request) { FCGX_PutStr(text, text_length, request->out); }

void answer_each(int listener, void (*answer)(FCGX_Request*)) {
  FCGX_Request request;
  if (FCGX_Init() != 0 || FCGX_InitRequest(&request, listener, 0) != 0) fail("FCGX_Init");
  while (FCGX_Accept_r(&request) == 0) {
    answer(&request);
    FCGX_Finish_r(&request);
  }
}
