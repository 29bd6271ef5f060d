#pragma once

#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "daemon/pid_file.h"
#include "wiring/process.h"

/// What must hold before doorward serves: the one list of what a process does
/// before its first request. Each preparation can be performed, and examined,
/// which changes and makes nothing. `doorward check` examines all of them; so
/// does `doorward serve` before it performs them: so whatever keeps it from
/// serving is what check tells, in the same words, all at once.
///
/// To add one: a row in preparations.cpp with its two functions; neither can be
/// left out.

/// Who performs a preparation.
enum class Reach {
  starter,  ///< `serve` alone, once, as whoever starts it
  service,  ///< `serve` alone, once, as server.user
  start,    ///< whoever goes on serving: `serve`, at its start and at each reload,
            ///< and one worker that a web server starts
  process   ///< likewise, and a process of CGI, which serves once
};

/// A process on its way to serve, and what performing has made for it so far.
struct Start {
  explicit Start(const config::Config& configuration) : config(configuration) {}

  const config::Config& config;
  bool beside_service = false;  ///< it only examines: that the service runs is no fault
  int passed = -1;              ///< the socket of whoever started the process, if any
  int listening = -1;           ///< that one, or one of our own
  std::optional<daemonize::PidFile> pid_file;
  std::optional<daemonize::PidFile> mark;  ///< that a service runs on this directory
  std::unique_ptr<wiring::Process> process;
};

class Preparation {
 public:
  /// Says in words what there is, or what performing will make. Throws
  /// base::Error when performing would fail; when it is `unavailable` with a
  /// time to try again, it is no more than a warning to who serves.
  using Examine = std::string(const Start&);
  /// Throws base::Error.
  using Perform = void(Start&);

  /// `keys` of the configuration are where a fault is to be mended.
  Preparation(std::string_view name, std::string_view keys, Reach reach, Examine& examine,
              Perform& perform)
      : name_(name), keys_(keys), reach_(reach), examine_(examine), perform_(perform) {}

  std::string_view name() const { return name_; }
  std::string_view keys() const { return keys_; }
  Reach reach() const { return reach_; }
  std::string examine(const Start& start) const { return examine_(start); }
  void perform(Start& start) const { perform_(start); }

 private:
  std::string_view name_;
  std::string_view keys_;
  Reach reach_;
  Examine& examine_;
  Perform& perform_;
};

/// In the order in which they are performed.
const std::vector<Preparation>& preparations();

/// What an examination says of one of them.
struct Finding {
  std::string_view name;
  std::string text;
  std::optional<base::Error> fault = {};

  bool keeps_from_serving() const;
};
using Findings = std::vector<Finding>;

/// Of all. Becomes server.user between the part of the starter and that of the
/// service, so it is for a process of its own.
Findings examine_all(const Start& start);

/// Of those that a reload performs.
Findings examine_reload(const Start& start);

/// Performs all that `serve` has to, and has become server.user when it
/// returns.
void perform_all(Start& start);
/// What whoever goes on serving has to, and what a process of CGI has to.
void perform_start(Start& start);
void perform_process(Start& start);

/// What keeps a process from serving: every fault that was found.
class Unprepared : public std::exception {
 public:
  explicit Unprepared(Findings faults) : faults_(std::move(faults)) {}

  const Findings& faults() const { return faults_; }
  const char* what() const noexcept override { return "not prepared to serve"; }

 private:
  Findings faults_;
};

/// Throws Unprepared when one of them keeps from serving.
void require_prepared(Findings findings);
