#pragma once

#include <memory>

#include "guards/api.h"

namespace wiring {

struct Process;
struct Site;
struct UseCases;

/// What a person sees: each page with what it is given.
class Pages {
 public:
  Pages(Process& process, UseCases& use, const Site& site);
  ~Pages();

  /// How it shows errors; valid as long as this, as are the routes.
  router::ErrorShape error_shape() const;
  void mount(guards::Api api);

 private:
  struct Made;
  const std::unique_ptr<Made> made_;
};

}  // namespace wiring
