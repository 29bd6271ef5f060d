#pragma once

#include <string>

#include "base/clock.h"
#include "store/forward.h"

namespace store {

/// The table `seen_signatures`: signatures of requests that were accepted, so that none is accepted
/// twice.
class SeenSignatures {
 public:
  explicit SeenSignatures(Session& session) : session_(session) {}

  /// `digest` is at most 64 characters. Throws Duplicate when it is there.
  void insert(const std::string& digest, base::Time expires_at);

  int purge_expired(base::Time now, int limit);

 private:
  Session& session_;
};

}  // namespace store
