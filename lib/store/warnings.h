#pragma once

#include <chrono>
#include <string>

#include "base/clock.h"
#include "base/id.h"
#include "store/forward.h"

namespace store {

/// The table `warnings`: how often the owner of an account was told of one kind of event lately, at
/// one address. A row an account, kind and address, which goes with the account.
class Warnings {
 public:
  explicit Warnings(Session& session) : session_(session) {}

  /// Counts one more; how many it makes since the count began, which it does anew when that was
  /// longer than `window` ago. `recipient` is a canonical address.
  long count(const base::Id& account, const std::string& kind, const std::string& recipient,
             base::Time now, std::chrono::seconds window);

 private:
  Session& session_;
};

}  // namespace store
