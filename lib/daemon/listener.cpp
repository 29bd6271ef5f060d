#include "daemon/listener.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>

#include "base/error.h"
#include "daemon/privileges.h"

namespace daemonize {
namespace {

using base::Error;
using base::ErrorCode;

constexpr int kFirstPassed = 3;  // SD_LISTEN_FDS_START of sd_listen_fds(3)

Error refused(const std::string& address, const char* call) {
  const std::string reason = std::strerror(errno);
  return Error(errno == EADDRINUSE ? ErrorCode::conflict : ErrorCode::internal,
               {"Cannot listen on " + address + ": " + reason + "."}, {call});
}

Error occupied(const std::string& address, const std::string& by) {
  return Error(ErrorCode::conflict, {"Cannot listen on " + address + ": " + by + "."});
}

/// Closes the descriptor unless it is released.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

sockaddr_un unix_address(const std::string& path) {
  sockaddr_un out{};
  out.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof out.sun_path) {
    throw Error(ErrorCode::invalid_argument,
                {"The path of a unix socket must have 1 to 107 bytes: " + path});
  }
  std::memcpy(out.sun_path, path.c_str(), path.size() + 1);
  return out;
}

bool somebody_listens(const sockaddr_un& address) {
  const Descriptor probe(socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  const auto* plain = reinterpret_cast<const sockaddr*>(&address);
  return connect(probe.get(), plain, sizeof address) == 0 || errno != ECONNREFUSED;
}

/// Removes a socket file that was left behind; refuses whatever else is at the path.
void clear_path(const std::string& path, const sockaddr_un& address) {
  struct stat found {};
  if (lstat(path.c_str(), &found) != 0) return;
  if (!S_ISSOCK(found.st_mode)) throw occupied(path, "it exists and is not a socket");
  if (somebody_listens(address)) throw occupied(path, "another process listens on it");
  if (unlink(path.c_str()) != 0) throw refused(path, "unlink");
}

int listen_unix(const std::string& path, unsigned mode, const Identity& owner) {
  const auto address = unix_address(path);
  clear_path(path, address);
  Descriptor made(socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (made.get() < 0) throw refused(path, "socket");
  const mode_t before = umask(0777);  // nobody may connect before the mode is right
  const int bound = bind(made.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
  umask(before);
  if (bound != 0) throw refused(path, "bind");
  if (lchown(path.c_str(), owner.user, owner.group) != 0) throw refused(path, "chown");
  if (chmod(path.c_str(), mode) != 0) throw refused(path, "chmod");
  if (listen(made.get(), SOMAXCONN) != 0) throw refused(path, "listen");
  return made.release();
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

int listen_tcp(const std::string& address) {
  const auto found = resolve(address);
  Descriptor made(socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (made.get() < 0) throw refused(address, "socket");
  const int on = 1;
  setsockopt(made.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  setsockopt(made.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);  // connections inherit it
  if (bind(made.get(), found->ai_addr, found->ai_addrlen) != 0) throw refused(address, "bind");
  if (listen(made.get(), SOMAXCONN) != 0) throw refused(address, "listen");
  return made.release();
}

bool is_listening(int descriptor) {
  int listening = 0;
  socklen_t size = sizeof listening;
  return getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) == 0 &&
         listening != 0;
}

long number_in(const char* variable) {
  const char* text = std::getenv(variable);
  return text == nullptr ? 0 : std::strtol(text, nullptr, 10);
}

bool passed_by_systemd() {
  const bool ours = number_in("LISTEN_PID") == getpid() && number_in("LISTEN_FDS") > 0;
  for (const char* variable : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"}) unsetenv(variable);
  return ours && is_listening(kFirstPassed);
}

}  // namespace

int listen_on(const std::string& address, unsigned mode, const std::string& user,
              const std::string& group) {
  constexpr std::string_view scheme = "unix:";
  if (!address.starts_with(scheme)) return listen_tcp(address);
  return listen_unix(address.substr(scheme.size()), mode, identity_of(user, group));
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
