#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "model/scope.h"
#include "model/webhook.h"
#include "store/database.h"

namespace store {

/// The table `webhook_deliveries`.
class Deliveries {
 public:
  explicit Deliveries(Session& session) : session_(session) {}

  /// Its number is the database's to give.
  void insert(const model::Delivery& delivery);

  std::optional<model::Delivery> find(const base::Id& id, long long webhook);

  /// At most `limit` with numbers not greater than `start` (negative: from the newest), newest
  /// first.
  std::vector<model::Delivery> of_webhook(long long webhook, long long start, int limit);
  long long count(long long webhook);

  /// What a courier needs to know of one.
  struct Outgoing {
    long long webhook;
    base::Id grant;
    model::Scopes scopes;  ///< of the grant
    std::string event;
    std::string url;
    std::string payload;
  };
  /// Nothing when it is not to be sent any more: it or its subscription is not there, is disabled,
  /// or its grant has expired.
  std::optional<Outgoing> outgoing(const base::Id& id, base::Time now);

  /// What came of an attempt. The texts are made fit for the database: cut at the longest that is
  /// kept, and without what is no UTF-8.
  struct Answer {
    int status;
    std::string payload_headers;
    std::optional<std::string> response;
    std::optional<std::string> response_headers;
  };
  void answered(const base::Id& id, const Answer& answer);

  /// It is to be sent again.
  void queued(const base::Id& id);

  /// Removes those made before then, at most `limit`; returns how many.
  int purge_before(base::Time before, int limit);

 private:
  Session& session_;
};

}  // namespace store
