#pragma once

#include <functional>
#include <string>

#include "guards/api.h"

/// The service's own routes, which belong to no API.
namespace service {

/// Whether this process can do its work, for load balancers and monitors. It tells nothing that a
/// stranger could use: no path, no host, no name of a database.
class Health {
 public:
  /// `ask_database` throws base::Error (unavailable) when nobody answers. So does `ask_usage`, of
  /// databases that usage alone is in; without them there is none. `has_alarm` tells whether mails
  /// are refused for a reason that the operator has to mend.
  Health(std::string version, std::function<void()> ask_database, std::function<void()> ask_usage,
         std::function<bool()> has_alarm)
      : version_(std::move(version)),
        ask_database_(std::move(ask_database)),
        ask_usage_(std::move(ask_usage)),
        has_alarm_(std::move(has_alarm)) {}

  void mount(guards::Api& api);

  /// That it cannot (unavailable), as the same JSON object.
  gateway::Response show_unavailable(const base::Error& error, std::string_view request_id) const;

 private:
  gateway::Response show(const router::Call& call);
  const char* state_of_usage() const;

  const std::string version_;
  const std::function<void()> ask_database_;
  const std::function<void()> ask_usage_;
  const std::function<bool()> has_alarm_;
};

}  // namespace service
