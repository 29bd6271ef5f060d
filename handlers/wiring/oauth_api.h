#pragma once

#include <memory>

#include "guards/api.h"

namespace wiring {

struct Process;
struct Site;
struct UseCases;

/// The oauth API: the sign-in of browsers, and the OAuth2 server.
class OAuthApi {
 public:
  OAuthApi(Process& process, UseCases& use, const Site& site);
  ~OAuthApi();

  /// How it shows errors; valid as long as this, as are the routes.
  router::ErrorShape error_shape() const;
  void mount(guards::Api api);

 private:
  struct Made;
  const std::unique_ptr<Made> made_;
};

}  // namespace wiring
