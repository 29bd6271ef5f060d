#pragma once

#include <string>

namespace daemonize {

/// The pid file: holds the number of this process and a lock that the kernel gives back when the
/// process ends, however it ends. Refuses (base::Error, conflict) while another process holds the
/// lock; a file that was left behind is taken over. An empty path does nothing. Made by root, the
/// file is writable for root alone, so it is emptied at the end when it cannot be removed.
class PidFile {
 public:
  explicit PidFile(std::string path);
  ~PidFile();
  PidFile(const PidFile&) = delete;
  PidFile& operator=(const PidFile&) = delete;

 private:
  std::string path_;
  int file_ = -1;
};

}  // namespace daemonize
