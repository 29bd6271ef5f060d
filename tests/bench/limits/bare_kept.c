// bare_kept SOCKET PROCESSES LENGTH: what kept.c answers, by epoll_wait, recv and send alone.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "pool.h"
#include "records.h"

static int set;

static void watch(int descriptor, unsigned events) {
  struct epoll_event event = {.events = events, .data = {.fd = descriptor}};
  if (epoll_ctl(set, EPOLL_CTL_ADD, descriptor, &event) != 0) fail("epoll_ctl");
}

static void take_connection(int listener) {
  const int connection = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
  if (connection >= 0) {
    watch(connection, EPOLLIN);
  } else if (errno != EAGAIN && errno != EINTR && errno != ECONNABORTED) {
    fail("accept4");
  }
}

static void work(int listener) {
  set = epoll_create1(EPOLL_CLOEXEC);
  if (set < 0) fail("epoll_create1");
  watch(listener, EPOLLIN | EPOLLEXCLUSIVE);
  for (;;) {
    struct epoll_event all[64];
    const int ready = epoll_wait(set, all, 64, -1);
    if (ready < 0 && errno != EINTR) fail("epoll_wait");
    for (int i = 0; i < ready; ++i) {
      if (all[i].data.fd == listener) {
        take_connection(listener);
      } else if (!answer_once(all[i].data.fd)) {
        close(all[i].data.fd);
      }
    }
  }
}

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  prepare_records(strtoul(argv[3], NULL, 10));
  const int listener = listen_at(argv[1]);
  if (fcntl(listener, F_SETFL, O_NONBLOCK) != 0) fail("fcntl");
  run_pool(atoi(argv[2]), listener, work);
}
