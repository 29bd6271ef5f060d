#pragma once

#include <memory>

#include "gateway/request.h"
#include "gateway/response.h"

namespace router {
class Router;
}

namespace wiring {

struct Process;

/// The one list of the APIs: where each is mounted.
class Apis {
 public:
  /// The process outlives them. Throws base::Error (invalid_argument) for a template of the site
  /// that does not parse, for a mount that is no place, and for a signing key that is not to be
  /// used.
  explicit Apis(Process& process);
  ~Apis();

  /// Makes what is made at the first start, the signing keys, so that no request waits for it. A
  /// database that cannot be reached leaves it to the first request.
  void prepare();

  gateway::Response answer(const gateway::Request& request) noexcept;

  /// The whole table, for `doorward routes`.
  const router::Router& router() const;

 private:
  struct Made;
  const std::unique_ptr<Made> made_;
};

}  // namespace wiring
