#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>

#include "gateway/gateway.h"

namespace gateway {

Launch detect_launch() {
  int listens = 0;
  socklen_t size = sizeof listens;
  if (getsockopt(STDIN_FILENO, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == 0 && listens != 0) {
    return Launch::fastcgi;
  }
  const bool has_request =
      std::getenv("REQUEST_METHOD") != nullptr && std::getenv("GATEWAY_INTERFACE") != nullptr;
  return has_request ? Launch::cgi : Launch::command;
}

}  // namespace gateway
