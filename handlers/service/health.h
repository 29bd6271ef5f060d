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
  struct Deps {
    std::string version;
    std::function<void()> ask_database;  ///< throws base::Error (unavailable) when nobody answers
  };
  explicit Health(Deps deps) : deps_(std::move(deps)) {}

  void mount(guards::Api& api);

  /// That it cannot (unavailable), as the same JSON object.
  gateway::Response show_unavailable(const base::Error& error, std::string_view request_id) const;

 private:
  gateway::Response show(const router::Call& call);

  Deps deps_;
};

}  // namespace service
