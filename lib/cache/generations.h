#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/id.h"

namespace cache {

/// What a remembered answer is about: an account, a token, a network. Two subjects may collide;
/// then an answer is needlessly fetched again.
using Subject = std::uint64_t;

/// The subject of a text or an id; the same in every process. Only the nil id gives 0, which stands
/// for "nothing". An id and its text are two different subjects.
Subject subject_of(std::string_view text);
Subject subject_of(const base::Id& id);

/// Tells all processes of this host (workers, those of a web server, CGI, the command line) what
/// has changed in the database, through a memory-mapped file of counters. It contains no secret,
/// and need not survive a restart of the host.
class Generations {
 public:
  /// A point in the sequence of all changes.
  using Moment = std::uint64_t;

  /// Maps the file; makes it (mode 0600) when it does not exist. Throws base::Error (internal) on
  /// failure.
  explicit Generations(const std::string& path);
  /// Works for this process and those that it forks only: for tests, and for commands that change
  /// nothing that others remember.
  Generations();
  ~Generations();
  Generations(const Generations&) = delete;
  Generations& operator=(const Generations&) = delete;

  /// Call it before asking the database, whose answer then includes every change before this
  /// moment.
  Moment now() const;

  /// Call it after the change is committed and before the change is acknowledged to anybody.
  void note_change(Subject subject);

  /// How far the database has been written by processes of this host: a number that the database
  /// has given, and that grows. 0 before the first.
  Moment written() const;
  void note_written(Moment number);
  /// A database whose numbers have begun anew (a backup was restored). Does nothing when it is no
  /// longer `seen`.
  void rewind_written(Moment seen, Moment number);

  /// Whether the subject may have changed since the moment. Never true for "nothing".
  bool changed_since(Moment moment, Subject subject) const {
    return subject != 0 && bucket_of(subject).load(std::memory_order_acquire) > moment;
  }

 private:
  using Counter = std::atomic<Moment>;
  static constexpr std::size_t kCounters = 8192;  // the first one is the sequence
  static constexpr std::size_t kWritten = kCounters;
  static constexpr std::size_t kSize = (kCounters + 1) * sizeof(Counter);
  static_assert(Counter::is_always_lock_free);

  /// Raises the counter to at least the moment.
  static void raise(Counter& counter, Moment moment);

  void map(int file, int flags, const std::string& path);
  void catch_up();
  Counter& bucket_of(Subject subject) const { return counters_[1 + subject % (kCounters - 1)]; }

  Counter* counters_;
};

}  // namespace cache
