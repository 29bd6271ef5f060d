// bare SOCKET PROCESSES LENGTH: what fixed.c answers, by accept, recv, send and close alone: the
// floor under every FastCGI program that gets a new connection for each request.
#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "pool.h"
#include "records.h"

static void work(int listener) {
  for (;;) {
    const int connection = accept(listener, NULL, NULL);
    if (connection < 0 && errno != EINTR && errno != ECONNABORTED) fail("accept");
    if (connection < 0) continue;
    answer_once(connection);
    close(connection);
  }
}

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  prepare_records(strtoul(argv[3], NULL, 10));
  run_pool(atoi(argv[2]), listen_at(argv[1]), work);
}
