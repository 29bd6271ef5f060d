#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

namespace daemonize {

/// The pid file: holds the number of this process and a lock that the kernel gives back when the
/// process ends, however it ends. Refuses (base::Error, conflict) while another process holds the
/// lock; a file that was left behind is taken over. An empty path does nothing. Made by root, the
/// file is writable for root alone, so it is emptied at the end when it cannot be removed.
class PidFile {
 public:
  /// `note`, one line, is there for who asks for the holder.
  explicit PidFile(std::string path, const std::string& note = {});
  ~PidFile();
  PidFile(const PidFile&) = delete;
  PidFile& operator=(const PidFile&) = delete;

  /// Throws as the constructor would, and makes nothing. Like holder(), for a process that holds
  /// none: to close the file would give its lock back.
  static void examine(const std::string& path);

  /// Another process that holds it, whoever it is.
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
