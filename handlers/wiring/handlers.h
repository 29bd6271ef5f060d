#pragma once

#include "guards/api.h"

namespace wiring {

/// The handlers of one API, each made of what all of them share.
template <typename... Handler>
class Handlers : Handler... {
 public:
  /// `deps` outlives them.
  explicit Handlers(const auto& deps) : Handler(deps)... {}

  void mount(guards::Api& api) { (Handler::mount(api), ...); }
};

}  // namespace wiring
