// fixed SOCKET PROCESSES LENGTH: a fixed answer of so many bytes, a new connection per request.
#include <stdlib.h>

#include "answer.h"
#include "pool.h"

static void work(int listener) { answer_each(listener, fixed_answer); }

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  prepare_answer(strtoul(argv[3], NULL, 10));
  run_pool(atoi(argv[2]), listen_at(argv[1]), work);
}
