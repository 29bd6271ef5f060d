#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "cache/generations.h"
#include "store/forward.h"

namespace store {

/// The events of a subject in a sliding window, from two counted buckets.
struct Recent {
  long current = 0;   ///< in the bucket of now
  long previous = 0;  ///< in the bucket before it
};

/// The tables `throttle` (events counted per kind, subject and bucket of time; only what counts
/// against a budget writes here) and `known_networks` (from where an account has signed in).
class Throttle {
 public:
  explicit Throttle(Session& session) : session_(session) {}

  /// The cache subject of a change in these counts.
  static cache::Subject subject_of(const std::string& kind, const std::string& subject) {
    return cache::subject_of(kind + subject);
  }

  /// Counts one event, or several. `bucket` is the window's number since 1970.
  void count(const std::string& kind, const std::string& subject, long bucket, long events = 1);

  /// Forgets all events of a subject.
  void forget(const std::string& kind, const std::string& subject);

  Recent recent(const std::string& kind, const std::string& subject, long bucket);

  /// Events of a kind, and whose they are. An empty kind: none.
  struct Counted {
    std::string kind = {};
    std::string subject = {};
  };
  /// Of several at once, by one statement.
  std::array<Recent, 4> recent(const std::array<Counted, 4>& counted, long bucket);

  /// Notes that the account has signed in from this network; writes at most once a day.
  void remember_network(const base::Id& account, const std::string& network, base::Time now);
  bool knows_network(const base::Id& account, const std::string& network);
  /// The account's networks, last seen first.
  std::vector<std::string> networks_of(const base::Id& account);
  void forget_network(const base::Id& account, const std::string& network);

  /// Forgets at most `limit` networks that nobody has signed in from since then; returns how many.
  int forget_networks(base::Time since, int limit);

  /// Removes at most `limit` counts of buckets before this one; returns how many.
  int purge_before(long bucket, int limit);

 private:
  Session& session_;
};

}  // namespace store
