#pragma once

#include <memory>

#include "guards/api.h"

namespace wiring {

struct Process;
struct Site;
struct UseCases;

/// The service's own routes, which belong to no API: health, published keys.
class Service {
 public:
  Service(Process& process, UseCases& use, const Site& site);
  ~Service();

  /// How it shows errors; valid as long as this, as are the routes.
  router::ErrorShape error_shape() const;
  void mount(guards::Api api);
  /// What lies outside of the path of public_url, which there must be.
  void mount_at_root(guards::Api api);

 private:
  struct Made;
  const std::unique_ptr<Made> made_;
};

}  // namespace wiring
