#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/waiting.h"
#include "confined/sandbox.h"

/// Runs work in a process of its own that is killed at its limits, for computations on what
/// strangers sent. The README says what such a process protects against and what it does not.
namespace confined {

struct Limits {
  std::chrono::milliseconds cpu{300};    ///< processor time, of the work and the kernel for it
  std::chrono::milliseconds wall{2000};  ///< elapsed time, however busy the machine is
  std::size_t memory = std::size_t{256} << 20;        ///< bytes, on top of what the parent has
  std::size_t longest_result = std::size_t{1} << 20;  ///< bytes
  Sandbox sandbox = {};                               ///< what it may do beside computing
};

/// The result of work: any number of byte strings.
using Fields = std::vector<std::string>;
using Work = std::function<Fields()>;

enum class End {
  done,
  over_cpu,   ///< trying again would take as long
  over_wall,  ///< the machine may have been busy
  broken,     ///< a crash, no memory, too long a result
};

struct Result {
  End end = End::broken;
  Fields fields = {};
  std::chrono::milliseconds cpu{0};  ///< processor time that it took
};

/// A process at work. For one thread; destroying it early just kills the process.
class Task {
 public:
  /// Starts the process. Throws base::Error (unavailable, retry in a second) when no more processes
  /// can be made. Nothing else in this program may wait for children that it did not make.
  Task(const Work& work, const Limits& limits);
  ~Task();
  Task(Task&& other) noexcept;
  Task& operator=(Task&&) = delete;

  /// Becomes readable when over() may have become true; -1 once it is.
  int descriptor() const { return pipe_; }
  /// Reads what has come, and returns whether the work has ended, by itself or because this call
  /// killed it for taking too long. Never waits.
  bool over();
  /// Waits for the end and returns what the work returned. Throws what the work threw, if that is a
  /// base::Error.
  Result result(base::Waiting& waiting = base::in_place());

 private:
  std::chrono::milliseconds left() const;
  bool take();
  void end();

  pid_t child_ = -1;
  int pipe_ = -1;
  std::size_t longest_;
  std::chrono::steady_clock::time_point deadline_;
  std::string received_;
  Result outcome_;
  bool late_ = false;
};

/// Does the work and waits for it.
Result run(const Work& work, const Limits& limits, base::Waiting& waiting = base::in_place());

}  // namespace confined
