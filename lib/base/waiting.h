#pragma once

#include <chrono>

namespace base {

/// How code that depends on something slow (a password's hash, a confined process, a remote host)
/// waits for it, so that its process can do other work meanwhile where there is other work.
///
/// Whoever waits holds no transaction and no lock, and is not inside a `catch`: other requests of
/// the same process may be answered from beginning to end before the wait is over. So what was read
/// before may have changed.
class Waiting {
 public:
  virtual ~Waiting() = default;

  /// Returns true once there is something to read from the descriptor or its other end is closed,
  /// false when `most` has passed first. The descriptor stays the caller's. Throws base::Error
  /// (internal) while a NoWaiting lives.
  virtual bool until_readable(int descriptor, std::chrono::milliseconds most) = 0;
};

/// As long as one of these lives, nobody in this thread may wait: for what others must not come in
/// between, such as a transaction.
class NoWaiting {
 public:
  NoWaiting() { ++depth_; }
  ~NoWaiting() { --depth_; }
  NoWaiting(const NoWaiting&) = delete;
  NoWaiting& operator=(const NoWaiting&) = delete;

  /// What every Waiting asks first. Throws base::Error (internal) when one lives.
  static void check();

 private:
  static thread_local int depth_;
};

/// Waits in place: for a process that has nothing else to do (CGI, a command, the courier).
class WaitingInPlace : public Waiting {
 public:
  bool until_readable(int descriptor, std::chrono::milliseconds most) override;
};

/// One for all who have nothing else to do.
Waiting& in_place();

}  // namespace base
