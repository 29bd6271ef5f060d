#pragma once

#include <memory>

#include "guards/api.h"

namespace meta {
class Authentication;
}

namespace wiring {

struct Process;
struct Site;
struct UseCases;

/// The meta API: what programs do with accounts whose owners have let them.
class MetaApi {
 public:
  MetaApi(Process& process, UseCases& use, const Site& site);
  ~MetaApi();

  /// How it shows errors; valid as long as this, as are the routes.
  router::ErrorShape error_shape() const;
  void mount(guards::Api api);

  /// Who calls it.
  const meta::Authentication& authentication() const;

 private:
  struct Made;
  const std::unique_ptr<Made> made_;
};

}  // namespace wiring
