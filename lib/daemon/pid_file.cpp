#include "daemon/pid_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "base/error.h"
#include "base/file.h"

namespace daemonize {
namespace {

/// A lock of fcntl(2), which children do not inherit: those that briefly outlive a killed master do
/// not keep its successor from starting.
struct flock whole_file() {
  struct flock whole {};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  return whole;
}

bool lock(int file) {
  const auto whole = whole_file();
  return fcntl(file, F_SETLK, &whole) == 0;
}

/// Whether the file has only this name: with a second one it could be somebody else's file, and
/// root would write to it.
bool is_own_file(int file) {
  struct stat found {};
  return fstat(file, &found) == 0 && S_ISREG(found.st_mode) && found.st_nlink <= 1;
}

base::Error unwritable(const std::string& path, const std::string& why) {
  return base::Error(base::ErrorCode::internal,
                     {"The pid file cannot be written: " + path + ": " + why + "."});
}

base::Error unwritable(const std::string& path, int error) {
  return unwritable(path, std::strerror(error));
}

base::Error held(const std::string& path) {
  return base::Error(base::ErrorCode::conflict,
                     {"doorward runs already: its process holds the pid file " + path + "."});
}

std::string second_line(int file) {
  std::string text(512, '\0');
  const auto size = read(file, text.data(), text.size());
  text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  const auto begin = std::min(text.find('\n'), text.size() - 1) + 1;
  return text.substr(begin, text.find('\n', begin) - begin);
}

}  // namespace

PidFile::PidFile(std::string path, const std::string& note) : path_(std::move(path)) {
  if (path_.empty()) return;
  file_ = open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (file_ < 0) throw unwritable(path_, errno);
  if (!is_own_file(file_)) {
    close(std::exchange(file_, -1));
    throw unwritable(path_, "it is no plain file, or has another name as well");
  }
  const auto text = std::to_string(getpid()) + "\n" + (note.empty() ? "" : note + "\n");
  const bool locked = lock(file_);
  const bool written = locked && fchmod(file_, 0644) == 0 && ftruncate(file_, 0) == 0 &&
                       write(file_, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (written) return;
  const int error = errno;
  close(std::exchange(file_, -1));
  throw locked ? unwritable(path_, error) : held(path_);
}

void PidFile::examine(const std::string& path) {
  if (path.empty()) return;
  if (holder(path)) throw held(path);
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) throw unwritable(path, EISDIR);
  const bool there = access(path.c_str(), F_OK) == 0;
  const auto folder = std::filesystem::absolute(path).parent_path();
  const int refused = there ? access(path.c_str(), W_OK) : access(folder.c_str(), W_OK | X_OK);
  if (refused != 0) throw unwritable(path, errno);
}

std::optional<PidFile::Holder> PidFile::holder(const std::string& path) {
  const base::Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  auto whole = whole_file();
  if (file.get() < 0 || fcntl(file.get(), F_GETLK, &whole) != 0) return std::nullopt;
  if (whole.l_type == F_UNLCK) return std::nullopt;
  return Holder{whole.l_pid, second_line(file.get())};
}

PidFile::~PidFile() {
  if (file_ < 0) return;
  if (unlink(path_.c_str()) != 0) [[maybe_unused]]
    const int ignored = ftruncate(file_, 0);
  close(file_);
}

}  // namespace daemonize
