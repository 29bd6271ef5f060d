#pragma once

#include <chrono>
#include <cstdint>

namespace base {

/// A moment in UTC, to the millisecond.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;

/// Milliseconds since 1970 in UTC: how a database keeps a Time.
inline std::int64_t to_millis(Time time) { return time.time_since_epoch().count(); }
inline Time from_millis(std::int64_t millis) { return Time{std::chrono::milliseconds{millis}}; }

/// Whole seconds since 1970 in UTC (rounded down): how an API shows a Time.
inline std::int64_t to_seconds(Time time) {
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

/// Where the time comes from. Passed in, so that tests own it.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Time now() const = 0;
};

/// The wall clock of this machine.
class SystemClock final : public Clock {
 public:
  Time now() const override;
};

}  // namespace base
