#pragma once

#include <string>
#include <vector>

#include "guards/api.h"

namespace oauth_api {

/// What clients may know of this server before they ask it for anything (RFC 8414, OpenID Connect
/// Discovery 1.0): nothing but what it really does.
class Metadata {
 public:
  struct Settings {
    std::string issuer;               ///< public_url
    std::string endpoints;            ///< below which our routes are: "https://example.org/id"
    std::string keys;                 ///< where the keys are published
    std::string algorithm;            ///< of ID tokens
    std::vector<std::string> scopes;  ///< that any client may ask for
  };
  explicit Metadata(Settings settings) : settings_(std::move(settings)) {}

  void mount(guards::Api& api);

  /// For an issuer with a path: where RFC 8414 section 3.1 puts it, between host and path. `api`
  /// is mounted at the root of the host.
  void mount_before(const std::string& path, guards::Api& api);

 private:
  gateway::Response show(const router::Call& call);

  const Settings settings_;
};

}  // namespace oauth_api
