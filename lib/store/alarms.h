#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "model/alarm.h"
#include "store/forward.h"

namespace store {

/// The table `alarms`: at most a row for each channel of the courier.
class Alarms {
 public:
  explicit Alarms(Session& session) : session_(session) {}

  std::optional<model::Alarm> find(const std::string& channel);

  /// Notes the reason of today; since when stays as it is.
  void raise(const std::string& channel, const std::string& reason, base::Time now);

  /// False when there is none.
  bool end(const std::string& channel);

 private:
  Session& session_;
};

}  // namespace store
