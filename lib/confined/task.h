#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

/// Work in a process of its own, which is killed at its limits: for what computes with what
/// strangers sent. The README says what such a process is and what it is not.
namespace confined {

struct Limits {
  std::chrono::milliseconds cpu{300};    ///< processor time, of the work and the kernel for it
  std::chrono::milliseconds wall{2000};  ///< however busy the machine is
  std::size_t memory = std::size_t{256} << 20;        ///< bytes, more than the parent has
  std::size_t longest_result = std::size_t{1} << 20;  ///< bytes
};

/// What work gives: as many byte strings as it likes.
using Fields = std::vector<std::string>;
using Work = std::function<Fields()>;

enum class End {
  done,
  over_cpu,   ///< another time it would take as long
  over_wall,  ///< the machine may have been busy
  broken,     ///< a crash, no memory, too long a result
};

struct Result {
  End end = End::broken;
  Fields fields = {};
  std::chrono::milliseconds cpu{0};  ///< that it took
};

/// A process that works. For one thread; ending it early costs nothing but a kill.
class Task {
 public:
  /// Begins. Throws base::Error (unavailable, retry in a second) when there cannot be one more
  /// process. Children of this process that end are not to be waited for by anybody but those who
  /// made them.
  Task(const Work& work, const Limits& limits);
  ~Task();
  Task(Task&& other) noexcept;
  Task& operator=(Task&&) = delete;

  /// Becomes readable when over() may have become true; -1 once it is.
  int descriptor() const { return pipe_; }
  /// Takes what has come and returns whether the work has ended, by itself or because it was killed
  /// here for having taken too long. Never waits.
  bool over();
  /// Waits for the end; what the work returned. Throws what the work threw, if it is a base::Error.
  Result result();

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
Result run(const Work& work, const Limits& limits);

}  // namespace confined
