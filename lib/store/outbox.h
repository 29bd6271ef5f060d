#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "model/message.h"
#include "store/database.h"

namespace store {

/// The table `outbox`. A message is queued until it is delivered (and its row removed) or dead. A
/// courier works on those that it has leased; a lease that runs out makes them anybody's again.
class Outbox {
 public:
  explicit Outbox(Session& session) : session_(session) {}

  void insert(const model::Message& message);

  /// Leases at most `limit` messages that are due, until `until`, and counts the attempt. Each goes
  /// to one courier only, however many ask at once.
  std::vector<model::Message> lease(base::Time now, base::Time until, int limit);

  /// When the next message will be due or its lease will have run out; nothing when none is queued.
  std::optional<base::Time> next_due();

  void delivered(const base::Id& id);
  /// Ends the lease; to be tried again at `due_at`. `error` is for the operator, without secrets.
  void failed(const base::Id& id, base::Time due_at, const std::string& error);
  void dead(const base::Id& id, const std::string& error);

  std::optional<model::Message> find(const base::Id& id);
  /// At most `limit`, oldest first.
  std::vector<model::Message> list(bool dead, int limit);
  /// Makes a message due now, dead or not, with its attempts forgotten; false when it is not there.
  bool requeue(const base::Id& id, base::Time now);
  bool drop(const base::Id& id);

 private:
  Session& session_;
};

}  // namespace store
