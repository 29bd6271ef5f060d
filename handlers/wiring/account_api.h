#pragma once

#include <memory>

#include "guards/api.h"

namespace account {
class Authentication;
}

namespace wiring {

struct Process;
struct Site;
struct UseCases;

/// The account API: registration, sign-in and the tokens of accounts.
class AccountApi {
 public:
  /// All outlive it, here and in the APIs beside it.
  AccountApi(Process& process, UseCases& use, const Site& site);
  ~AccountApi();

  /// How it shows errors; valid as long as this, as are the routes.
  router::ErrorShape error_shape() const;
  void mount(guards::Api api);

  /// Who calls it.
  const account::Authentication& authentication() const;

 private:
  struct Made;
  const std::unique_ptr<Made> made_;
};

}  // namespace wiring
