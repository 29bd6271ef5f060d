#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

namespace daemonize {

/// The pid file: holds the id of this process, and a lock that the kernel releases however the
/// process ends. Throws base::Error (conflict) while another process holds the lock; a stale file
/// is taken over. An empty path does nothing. When root makes the file, only root can write to it,
/// so it is emptied at the end if it cannot be removed.
class PidFile {
 public:
  /// `note` is a line for processes that call holder().
  explicit PidFile(std::string path, const std::string& note = {});
  ~PidFile();
  PidFile(const PidFile&) = delete;
  PidFile& operator=(const PidFile&) = delete;

  /// Throws as the constructor would, but makes nothing. Like holder(), only for a process that
  /// does not hold the file itself: closing the file would release its lock.
  static void examine(const std::string& path);

  /// Another process that holds the file.
  struct Holder {
    pid_t process;
    std::string note;
  };
  static std::optional<Holder> holder(const std::string& path);

 private:
  std::string path_;
  int file_ = -1;
};

}  // namespace daemonize
