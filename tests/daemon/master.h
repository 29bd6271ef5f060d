#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/log.h"
#include "daemon/supervisor.h"
#include "support/forked.h"
#include "support/poll.h"
#include "support/temp_directory.h"

/// What children do, written by them to a file: "ready 1234 first". One write(2) a line.
class Journal {
 public:
  explicit Journal(std::string path) : path_(std::move(path)) {}

  void note(const std::string& what, const std::string& generation) const {
    const auto line = what + " " + std::to_string(getpid()) + " " + generation + "\n";
    const int file = open(path_.c_str(), O_WRONLY | O_APPEND | O_CREAT, 0600);
    [[maybe_unused]] const auto written = write(file, line.data(), line.size());
    close(file);
  }

  struct Line {
    std::string what;
    pid_t pid = 0;
    std::string generation;
  };

  std::vector<Line> lines() const {
    std::ifstream in(path_);
    std::vector<Line> found;
    for (Line line; in >> line.what >> line.pid >> line.generation;) found.push_back(line);
    return found;
  }

  std::vector<pid_t> pids(const std::string& what, const std::string& generation) const {
    std::vector<pid_t> found;
    for (const auto& line : lines()) {
      if (line.what == what && line.generation == generation) found.push_back(line.pid);
    }
    return found;
  }

  std::size_t count(const std::string& what, const std::string& generation) const {
    return pids(what, generation).size();
  }

 private:
  std::string path_;
};

/// Writes "ready", then "reopen" for each USR1 and "end" when it is told to end.
inline int well_behaved(const Journal& journal, const std::string& generation,
                        const std::function<void()>& ready) {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGTERM, SIGUSR1}) sigaddset(&signals, signal);
  journal.note("ready", generation);
  ready();
  for (int signal = 0; sigwait(&signals, &signal) == 0 && signal != SIGTERM;) {
    journal.note("reopen", generation);
  }
  journal.note("end", generation);
  return 0;
}

/// A master in a process of its own. Asked to end with the test, so that no child is still at work
/// in the test's directory when that is removed.
class Master {
 public:
  template <typename Work>
  explicit Master(Work work) : process_(std::move(work)) {}
  ~Master() {
    if (over_) return;
    ::kill(pid(), SIGTERM);
    wait();
  }
  Master(const Master&) = delete;
  Master& operator=(const Master&) = delete;

  pid_t pid() const { return process_.pid(); }
  int wait() {
    over_ = true;
    return process_.wait();
  }
  void kill() {
    over_ = true;
    process_.kill();
  }

 private:
  Forked process_;
  bool over_ = false;
};

/// A master and what it needs. A test names the children of each
/// generation by what they do.
struct Daemon {
  using Child = std::function<int(const Journal&, const std::function<void()>&)>;

  TempDirectory directory;
  Journal journal{directory.file("journal")};
  std::string log_file = directory.file("log");
  std::map<std::string, std::string> environment;
  std::chrono::seconds grace{20};

  daemonize::Plan plan(const std::string& generation, int count) const {
    return {{{"worker", count,
              [this, generation](const auto& ready) {
                return well_behaved(journal, generation, ready);
              }}},
            grace};
  }

  daemonize::Plan plan(const Child& child) const {
    return {{{"worker", 1, [this, child](const auto& ready) { return child(journal, ready); }}},
            grace};
  }

  Master start(daemonize::Plan first, const std::function<daemonize::Plan()>& replan = {}) const {
    return Master([this, first, replan]() mutable {
      for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
      base::log::open(log_file, base::log::Level::debug);
      return daemonize::supervise(std::move(first), replan);
    });
  }

  bool logged(const std::string& what) const {
    return TempDirectory::read(log_file).find(what) != std::string::npos;
  }
};
