#include "daemon/unix_socket.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/error.h"
#include "base/file.h"

namespace daemonize {
namespace {

using base::Error;
using base::ErrorCode;

Error refused(const std::string& path, const std::string& why, ErrorCode code) {
  return Error(code, {"Cannot listen on " + path + ": " + why + "."});
}

Error occupied(const std::string& path, const std::string& by) {
  return refused(path, by, ErrorCode::conflict);
}

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

const sockaddr* plain(const sockaddr_un& address) {
  return reinterpret_cast<const sockaddr*>(&address);
}

base::Descriptor new_socket(const std::string& path) {
  const int made = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (made >= 0) return base::Descriptor(made);
  throw refused(path, std::strerror(errno), ErrorCode::internal);
}

std::string unknown_use(const std::string& path, const struct stat& found) {
  return "a socket of " + name_of_user(found.st_uid) + " is there that " + name_of_user(geteuid()) +
         " may not connect to, so it may be in use; if it is not, remove it: rm " + path;
}

/// Why the socket at the path may not be replaced; empty when nobody listens on it.
std::string claim_on(const std::string& path, const sockaddr_un& address,
                     const struct stat& found) {
  const auto probe = new_socket(path);
  const bool connected = connect(probe.get(), plain(address), sizeof address) == 0;
  switch (connected ? 0 : errno) {
    case 0:
    case EAGAIN:  // its queue is full
      return "another process listens on it";
    case ECONNREFUSED:  // left behind
    case ENOENT:        // gone by now
      return "";
    case EPROTOTYPE:
      return "another process has a socket of another type there";
    case EACCES:
    case EPERM:
      return unknown_use(path, found);
    default:
      return std::string("the socket that is there cannot be examined: ") + std::strerror(errno);
  }
}

/// Whether a stale socket is at the path; refuses anything else that is there.
bool is_left_behind(const std::string& path, const sockaddr_un& address) {
  struct stat found {};
  if (lstat(path.c_str(), &found) != 0)
    return false;  // bind(2) will say what is wrong with the path
  if (!S_ISSOCK(found.st_mode)) throw occupied(path, "it exists and is not a socket");
  const auto claim = claim_on(path, address, found);
  if (claim.empty()) return true;
  throw occupied(path, claim);
}

void clear_path(const std::string& path, const sockaddr_un& address) {
  if (!is_left_behind(path, address)) return;
  if (unlink(path.c_str()) == 0 || errno == ENOENT) return;
  throw refused(
      path, std::string("a socket that was left behind cannot be removed: ") + std::strerror(errno),
      ErrorCode::internal);
}

/// Why bind(2) cannot make the socket, in terms of its directory.
std::string why_not_made(const std::string& path, int error) {
  const auto folder = std::filesystem::absolute(path).parent_path().string();
  switch (error) {
    case ENOENT:
      return "the directory " + folder + " is not there";
    case EACCES:
      return name_of_user(geteuid()) + " may not make files in " + folder;
    case EROFS:
      return folder + " is read-only for this process";
    default:
      return std::strerror(error);
  }
}

/// Removes a socket file when destroyed, unless it is kept.
class Draft {
 public:
  explicit Draft(const std::string& path) : path_(path) {}
  ~Draft() {
    if (!kept_) unlink(path_.c_str());
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  void keep() { kept_ = true; }

 private:
  const std::string& path_;
  bool kept_ = false;
};

/// Opens the very socket that was made, so that root changes the owner of nothing else, even if
/// somebody who may write to the directory replaces it.
base::Descriptor made_socket(const std::string& path, struct stat& made) {
  base::Descriptor file(open(path.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
  const bool there = file.get() >= 0 && fstat(file.get(), &made) == 0;
  if (!there || !S_ISSOCK(made.st_mode) || made.st_uid != geteuid()) {
    throw refused(path, "something else has taken its place", ErrorCode::internal);
  }
  return base::Descriptor(file.release());
}

/// Changes the owner only if it differs, since a confined process may not even make the call.
void give(const std::string& path, const Identity& owner) {
  struct stat made {};
  const auto file = made_socket(path, made);
  const bool same_user = owner.user == Identity{}.user || owner.user == made.st_uid;
  const bool same_group = owner.group == Identity{}.group || owner.group == made.st_gid;
  if (same_user && same_group) return;
  if (fchownat(file.get(), "", owner.user, owner.group, AT_EMPTY_PATH) == 0) return;
  throw refused(path,
                std::string("the socket cannot be given to server.user and server.group (") +
                    std::strerror(errno) +
                    "); leave both empty, or let root start doorward, without a unit that forbids "
                    "it to change owners",
                ErrorCode::internal);
}

/// Binds so that the file is created with its final mode: it never has another one, and nothing is
/// changed by path.
void bind_with_mode(int made, unsigned mode, const std::string& path, const sockaddr_un& address) {
  const mode_t before = umask(0);
  const bool done = fchmod(made, mode) == 0 && bind(made, plain(address), sizeof address) == 0;
  const int error = done ? 0 : errno;
  umask(before);
  if (done) return;
  throw refused(path, why_not_made(path, error),
                error == EADDRINUSE ? ErrorCode::conflict : ErrorCode::internal);
}

}  // namespace

int listen_unix(const std::string& path, unsigned mode, const Identity& owner) {
  const auto address = unix_address(path);
  clear_path(path, address);
  auto made = new_socket(path);
  bind_with_mode(made.get(), mode, path, address);
  Draft draft(path);
  give(path, owner);
  if (listen(made.get(), SOMAXCONN) != 0) {
    throw refused(path, std::strerror(errno), ErrorCode::internal);
  }
  draft.keep();
  return made.release();
}

void examine_unix(const std::string& path) {
  is_left_behind(path, unix_address(path));
  const auto folder = std::filesystem::absolute(path).parent_path();
  if (access(folder.c_str(), W_OK | X_OK) == 0) return;
  throw refused(path, why_not_made(path, errno), ErrorCode::internal);
}

bool is_listened_on_by_init(const std::string& path) {
  const auto address = unix_address(path);
  const auto probe = new_socket(path);
  ucred peer{};
  socklen_t size = sizeof peer;
  return connect(probe.get(), plain(address), sizeof address) == 0 &&
         getsockopt(probe.get(), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.pid == 1;
}

}  // namespace daemonize
