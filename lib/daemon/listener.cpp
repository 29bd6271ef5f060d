#include "daemon/listener.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>

#include "base/error.h"
#include "base/file.h"
#include "base/number.h"
#include "daemon/privileges.h"
#include "daemon/unix_socket.h"

namespace daemonize {
namespace {

using base::Error;
using base::ErrorCode;

constexpr std::string_view kUnix = "unix:";
constexpr int kFirstPassed = 3;  // SD_LISTEN_FDS_START of sd_listen_fds(3)

/// The reason for a failure, in words that help an operator.
std::string reason_of(int error) {
  switch (error) {
    case EADDRINUSE:
      return "another process listens on it";
    case EADDRNOTAVAIL:
      return "this machine has no such address";
    case EACCES:
      return "only root may listen on a port below 1024";
    default:
      return std::strerror(error);
  }
}

Error refused(const std::string& address, const char* call) {
  const int error = errno;
  return Error(error == EADDRINUSE ? ErrorCode::conflict : ErrorCode::internal,
               {"Cannot listen on " + address + ": " + reason_of(error) + "."}, {call});
}

using AddressList = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

AddressList resolve(const std::string& address) {
  const auto colon = address.rfind(':');
  std::string host = address.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const auto port = colon == address.npos ? "" : address.substr(colon + 1);
  const int failure = getaddrinfo(host.c_str(), port.c_str(), &hints, &found);
  if (failure == 0) return {found, freeaddrinfo};
  throw Error(ErrorCode::invalid_argument,
              {"Cannot listen on " + address + ": " + gai_strerror(failure) + "."});
}

base::Descriptor bind_tcp(const std::string& address) {
  const auto found = resolve(address);
  base::Descriptor made(socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (made.get() < 0) throw refused(address, "socket");
  const int on = 1;
  setsockopt(made.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  setsockopt(made.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);  // connections inherit it
  if (bind(made.get(), found->ai_addr, found->ai_addrlen) != 0) throw refused(address, "bind");
  return base::Descriptor(made.release());
}

int listen_tcp(const std::string& address) {
  auto made = bind_tcp(address);
  if (listen(made.get(), SOMAXCONN) != 0) throw refused(address, "listen");
  return made.release();
}

bool is_listening(int descriptor) {
  int listening = 0;
  socklen_t size = sizeof listening;
  return getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) == 0 &&
         listening != 0;
}

long number_of(const char* variable) {
  const char* text = std::getenv(variable);
  return text == nullptr ? 0 : base::number_in<long>(text).value_or(0);
}

bool passed_by_systemd() {
  const bool ours = number_of("LISTEN_PID") == getpid() && number_of("LISTEN_FDS") > 0;
  for (const char* variable : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"}) unsetenv(variable);
  return ours && is_listening(kFirstPassed);
}

}  // namespace

int listen_on(const std::string& address, unsigned mode, const Identity& owner) {
  if (!address.starts_with(kUnix)) return listen_tcp(address);
  return listen_unix(address.substr(kUnix.size()), mode, owner);
}

void examine_address(const std::string& address) {
  if (address.starts_with(kUnix)) return examine_unix(address.substr(kUnix.size()));
  const auto bound = bind_tcp(address);
}

bool is_passed_on(const std::string& address) {
  return address.starts_with(kUnix) && is_listened_on_by_init(address.substr(kUnix.size()));
}

int inherited_socket() {
  const int found = passed_by_systemd()          ? kFirstPassed
                    : is_listening(STDIN_FILENO) ? STDIN_FILENO
                                                 : -1;
  if (found < 0) return -1;
  fcntl(found, F_SETFL, fcntl(found, F_GETFL) | O_NONBLOCK);
  fcntl(found, F_SETFD, FD_CLOEXEC);
  return found;
}

}  // namespace daemonize
