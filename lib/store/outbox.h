#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "model/message.h"
#include "store/forward.h"

namespace store {

/// The table `outbox`. A message is queued until it is delivered (and its row removed) or dead. A
/// courier works on messages that it has leased; when a lease runs out, any courier may lease them.
class Outbox {
 public:
  explicit Outbox(Session& session) : session_(session) {}

  void insert(const model::Message& message);

  /// What a courier would accept.
  struct Wanted {
    std::string channel;
    int limit;
    int per_receiver = 0;                       ///< 0: any number
    std::map<std::string, int> under_way = {};  ///< how many it has of each receiver already
  };

  /// A message that is due, and when it was last leased until.
  struct Due {
    base::Id id;
    long long leased_until;
    std::string receiver;
  };

  /// The messages due, longest due first, and for each receiver only as many as may be accepted, so
  /// that a slow receiver does not hide others. Of a sequence only the oldest that is not dead.
  std::vector<Due> due(const Wanted& wanted, base::Time now);

  /// Leases them until `until`, and counts the attempt. Each goes to one courier only, however many
  /// ask at once.
  std::vector<model::Message> lease(const std::vector<Due>& due, base::Time now, base::Time until);

  void delivered(const base::Id& id);
  /// Ends the lease; to be tried again at `due_at`, and those that wait for it not before either.
  /// `error` is for the operator, without secrets.
  void failed(const base::Id& id, base::Time due_at, const std::string& error);
  void dead(const base::Id& id, const std::string& error);

  std::optional<model::Message> find(const base::Id& id);
  /// At most `limit`, oldest first.
  std::vector<model::Message> list(bool dead, int limit);
  /// Makes a message due now, dead or not, with its attempts forgotten; false when it is not there.
  bool requeue(const base::Id& id, base::Time now);
  bool drop(const base::Id& id);

  /// Removes dead webhooks and revocation calls that were queued before then; at most `limit`,
  /// returns how many.
  int purge_dead_calls(base::Time before, int limit);
  /// The same with dead mails.
  int purge_dead_mails(base::Time before, int limit);

 private:
  Session& session_;
};

}  // namespace store
