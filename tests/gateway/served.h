#pragma once

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <stdexcept>
#include <string>

#include "gateway/gateway.h"
#include "support/forked.h"
#include "support/temp_directory.h"

/// A listening unix socket in a directory of its own.
class ListeningSocket {
 public:
  ListeningSocket() : fd_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path().copy(address.sun_path, sizeof address.sun_path - 1);
    if (bind(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        listen(fd_, 4096) != 0) {
      throw std::runtime_error("no socket");
    }
  }
  ~ListeningSocket() { close(fd_); }
  ListeningSocket(const ListeningSocket&) = delete;
  ListeningSocket& operator=(const ListeningSocket&) = delete;

  int fd() const { return fd_; }
  std::string path() const { return directory_.file("fcgi"); }

 private:
  TempDirectory directory_;
  int fd_;
};

/// What the gateway made of a request, one "name=value" a line.
gateway::Response describe(const gateway::Request& request);

/// How a service may wait, in the process of its worker.
extern gateway::Parking parking;

/// One worker, in a process of its own. It is killed with the object, unless it was waited for.
class Worker {
 public:
  explicit Worker(const ListeningSocket& socket, const gateway::Options& options = {},
                  const gateway::Service& service = describe, int hand_over_out = -1,
                  int hand_over_in = -1)
      : Worker(socket.fd(), options, service, hand_over_out, hand_over_in) {}
  explicit Worker(int listening, const gateway::Options& options = {},
                  const gateway::Service& service = describe, int hand_over_out = -1,
                  int hand_over_in = -1);

  /// Asks it to stop, as a supervisor does.
  void stop() { kill(process_.pid(), SIGTERM); }
  int wait() { return process_.wait(); }
  pid_t pid() const { return process_.pid(); }

 private:
  Forked process_;
};
