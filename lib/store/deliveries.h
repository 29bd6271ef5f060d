#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "model/scope.h"
#include "model/webhook.h"
#include "store/forward.h"

namespace store {

/// The table `webhook_deliveries`.
class Deliveries {
 public:
  explicit Deliveries(Session& session) : session_(session) {}

  /// The database assigns its number.
  void insert(const model::Delivery& delivery);

  std::optional<model::Delivery> find(const base::Id& id, long long webhook);

  /// The newest of an event.
  std::optional<model::Delivery> newest(long long webhook, std::string_view event);

  /// At most `limit` with numbers not greater than `start` (negative: from the newest), newest
  /// first.
  std::vector<model::Delivery> of_webhook(long long webhook, long long start, int limit);
  long long count(long long webhook);

  /// What a courier needs to know about a delivery.
  struct Outgoing {
    long long webhook;
    base::Id grant;
    model::Scopes scopes;  ///< of the grant
    std::string event;
    std::string url;
    std::string payload;
  };
  /// Nothing when it must not be sent any more: the delivery or its subscription is gone, the
  /// subscription is disabled, or its grant has expired.
  std::optional<Outgoing> outgoing(const base::Id& id, base::Time now);

  /// The outcome of an attempt. Its texts are made fit for the database: cut at the maximum length,
  /// and without bytes that are not UTF-8.
  struct Answer {
    int status;
    std::string payload_headers;
    std::optional<std::string> response;
    std::optional<std::string> response_headers;
  };
  void answered(const base::Id& id, const Answer& answer);

  /// Marks it as waiting to be sent again.
  void queued(const base::Id& id);

  /// Removes those made before then, at most `limit`; returns how many.
  int purge_before(base::Time before, int limit);

 private:
  Session& session_;
};

}  // namespace store
