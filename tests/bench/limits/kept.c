// kept SOCKET PROCESSES LENGTH: a fixed answer of so many bytes over connections that are kept.
// Each process holds many of them, with an FCGX_Request for each, and serves whichever is ready.
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/epoll.h>

#include "answer.h"
#include "pool.h"

static int listening;
static int set;

// Whether the connection is kept. A request whose connection nginx has closed must not find another
// one by itself.
static int answer_on(FCGX_Request* request) {
  if (FCGX_Accept_r(request) == 0) {
    fixed_answer(request);
    FCGX_Finish_r(request);
    request->listen_sock = -1;
    if (request->ipcFd >= 0) return 1;
  }
  FCGX_Free(request, 1);
  free(request);
  return 0;
}

static void take_connection(void) {
  FCGX_Request* request = calloc(1, sizeof *request);
  if (request == NULL || FCGX_InitRequest(request, listening, 0) != 0) fail("FCGX_InitRequest");
  if (!answer_on(request)) return;
  struct epoll_event event = {.events = EPOLLIN, .data = {.ptr = request}};
  if (epoll_ctl(set, EPOLL_CTL_ADD, request->ipcFd, &event) != 0) fail("epoll_ctl");
}

static void work(int listener) {
  listening = listener;
  set = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event all[64] = {{.events = EPOLLIN | EPOLLEXCLUSIVE, .data = {.ptr = NULL}}};
  if (FCGX_Init() != 0 || set < 0 || epoll_ctl(set, EPOLL_CTL_ADD, listener, all) != 0) {
    fail("epoll");
  }
  for (;;) {
    const int ready = epoll_wait(set, all, 64, -1);
    if (ready < 0 && errno != EINTR) fail("epoll_wait");
    for (int i = 0; i < ready; ++i) {
      if (all[i].data.ptr == NULL) {
        take_connection();
      } else {
        answer_on(all[i].data.ptr);
      }
    }
  }
}

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  prepare_answer(strtoul(argv[3], NULL, 10));
  const int listener = listen_at(argv[1]);
  if (fcntl(listener, F_SETFL, O_NONBLOCK) != 0) fail("fcntl");
  run_pool(atoi(argv[2]), listener, work);
}
