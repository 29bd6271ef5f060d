#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/id.h"
#include "model/oauth.h"
#include "store/forward.h"

namespace store {

/// The table `kept_requests`.
class KeptRequests {
 public:
  explicit KeptRequests(Session& session) : session_(session) {}

  void insert(const model::KeptRequest& row);

  /// The request, when it was asked after `since`.
  std::optional<model::KeptRequest> find(const base::Id& id, base::Time since);

  /// Removes the oldest ones of a network beyond its `most`.
  void make_room_in(const std::string& network, int most);
  /// Removes the oldest ones of all beyond `most`.
  void make_room(int most);

  /// Removes at most `limit` that were asked long ago; returns how many.
  int purge_expired(base::Time now, int limit);

 private:
  Session& session_;
};

}  // namespace store
