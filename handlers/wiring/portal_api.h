#pragma once

#include <memory>

#include "guards/api.h"

namespace portal {
class Authentication;
}

namespace wiring {

struct Process;
struct Site;
struct UseCases;

/// The portal API: the people of an identity provider.
class PortalApi {
 public:
  PortalApi(Process& process, UseCases& use, const Site& site);
  ~PortalApi();

  /// How it shows errors; valid as long as this, as are the routes.
  router::ErrorShape error_shape() const;
  void mount(guards::Api api);

  /// Who calls it.
  const portal::Authentication& authentication() const;

 private:
  struct Made;
  const std::unique_ptr<Made> made_;
};

}  // namespace wiring
