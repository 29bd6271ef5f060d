#pragma once

#include <chrono>
#include <string>

#include "base/clock.h"
#include "base/id.h"
#include "store/database.h"

namespace store {

/// The table `warnings`: how often an account's owner was recently warned of one kind of event. One
/// row per account and kind, removed with the account.
class Warnings {
 public:
  explicit Warnings(Session& session) : session_(session) {}

  /// Counts one more and returns the count, which starts anew when it began longer than `window`
  /// ago.
  long count(const base::Id& account, const std::string& kind, base::Time now,
             std::chrono::seconds window);

 private:
  Session& session_;
};

}  // namespace store
