#include "daemon/pid_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/error.h"

namespace daemonize {
namespace {

/// A lock of fcntl(2): children do not inherit it, so those that outlive a killed master for a
/// moment do not keep its successor from starting.
bool lock(int file) {
  struct flock whole {};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  return fcntl(file, F_SETLK, &whole) == 0;
}

}  // namespace

PidFile::PidFile(std::string path) : path_(std::move(path)) {
  if (path_.empty()) return;
  file_ = open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (file_ < 0) {
    throw base::Error(base::ErrorCode::internal,
                      {"The pid file cannot be written: " + path_ + ": " + strerror(errno) + "."});
  }
  const auto text = std::to_string(getpid()) + "\n";
  const bool locked = lock(file_);
  const bool written = locked && fchmod(file_, 0644) == 0 && ftruncate(file_, 0) == 0 &&
                       write(file_, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (written) return;
  close(std::exchange(file_, -1));
  if (!locked) {
    throw base::Error(base::ErrorCode::conflict,
                      {"doorward runs already: its process holds the pid file " + path_ + "."});
  }
  throw base::Error(base::ErrorCode::internal, {"The pid file cannot be written: " + path_ + "."});
}

PidFile::~PidFile() {
  if (file_ < 0) return;
  if (unlink(path_.c_str()) != 0) [[maybe_unused]]
    const int ignored = ftruncate(file_, 0);
  close(file_);
}

}  // namespace daemonize
