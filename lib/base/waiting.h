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
  /// false when `most` has passed first. The descriptor stays the caller's.
  virtual bool until_readable(int descriptor, std::chrono::milliseconds most) = 0;
};

/// Waits in place: for a process that has nothing else to do (CGI, a command, the courier).
class WaitingInPlace : public Waiting {
 public:
  bool until_readable(int descriptor, std::chrono::milliseconds most) override;
};

/// One for all who have nothing else to do.
Waiting& in_place();

}  // namespace base
