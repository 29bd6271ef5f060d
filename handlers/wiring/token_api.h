#pragma once

#include <memory>

#include "guards/api.h"

namespace token {
class Authentication;
}

namespace wiring {

struct Process;
struct Site;
struct UseCases;

/// The token API: users of a name and a password, and signed tokens for them.
class TokenApi {
 public:
  TokenApi(Process& process, UseCases& use, const Site& site);
  ~TokenApi();

  /// How it shows errors; valid as long as this, as are the routes.
  router::ErrorShape error_shape() const;
  void mount(guards::Api api);

  /// Who calls it.
  const token::Authentication& authentication() const;

 private:
  struct Made;
  const std::unique_ptr<Made> made_;
};

}  // namespace wiring
