#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/id.h"

namespace cache {

/// What a remembered answer is about: an account, a token, a network. Different ones may be told
/// apart no more; then one is asked for anew without need.
using Subject = std::uint64_t;

/// The same in every process. 0, which stands for "nothing", for the nil id alone. An id and its
/// text are two subjects.
Subject subject_of(std::string_view text);
Subject subject_of(const base::Id& id);

/// Tells all processes of this host (workers, those of a web server, CGI, the command line) what
/// has changed in the database: a mapped file of counters. Nothing in it is a secret, and none of
/// it must outlive the host.
class Generations {
 public:
  /// A point in the sequence of all changes.
  using Moment = std::uint64_t;

  /// Maps the file; makes it (mode 0600) when it is not there. Throws base::Error (internal) when
  /// it cannot.
  explicit Generations(const std::string& path);
  /// Tells this process and those that it forks: for tests, and for who changes nothing that
  /// anybody remembers.
  Generations();
  ~Generations();
  Generations(const Generations&) = delete;
  Generations& operator=(const Generations&) = delete;

  /// To be taken before the database is asked: what was changed before this is in its answer.
  Moment now() const;

  /// To be called when the change is committed, and before anybody is told that it is.
  void note_change(Subject subject);

  /// Whether the subject may have changed since. Of "nothing" never.
  bool changed_since(Moment moment, Subject subject) const {
    return subject != 0 && bucket_of(subject).load(std::memory_order_acquire) > moment;
  }

 private:
  using Counter = std::atomic<Moment>;
  static constexpr std::size_t kCounters = 8192;  // the first one is the sequence
  static_assert(Counter::is_always_lock_free);

  /// Makes it no less than the moment.
  static void raise(Counter& counter, Moment moment);

  void map(int file, int flags, const std::string& path);
  void catch_up();
  Counter& bucket_of(Subject subject) const { return counters_[1 + subject % (kCounters - 1)]; }

  Counter* counters_;
};

}  // namespace cache
