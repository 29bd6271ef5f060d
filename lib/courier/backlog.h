#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "model/alarm.h"
#include "model/message.h"
#include "store/forward.h"

namespace courier {

/// The outbox as its operator sees it: what waits there, and what was given up. All throw
/// base::Error (unavailable) when the database cannot be asked.
class Backlog {
 public:
  /// Both outlive it.
  Backlog(store::Database& database, const base::Clock& clock)
      : database_(database), clock_(clock) {}

  /// The dead first, then the queued, each oldest first; at most 1000 of either.
  std::vector<model::Message> all() const;
  /// At most 1000, oldest first.
  std::vector<model::Message> dead() const;
  std::optional<model::Message> find(const base::Id& id) const;
  /// What keeps a channel from delivering until the operator mends it, if anything does.
  std::optional<model::Alarm> alarm_of(const std::string& channel) const;

  /// What would be sent: a mail's payload, a webhook's event and body. Nothing when its subscriber
  /// is not to be told any more.
  std::optional<std::string> content_of(const model::Message& message) const;

  /// Makes a message due now, with its attempts forgotten; false when there is none.
  bool requeue(const base::Id& id);
  /// The same with all that are dead; returns how many.
  std::size_t requeue_dead();
  /// Removes it for good, undelivered; false when there is none.
  bool drop(const base::Id& id);

 private:
  store::Database& database_;
  const base::Clock& clock_;
};

}  // namespace courier
