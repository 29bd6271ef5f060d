#pragma once

#include <memory>

#include "gateway/request.h"
#include "gateway/response.h"
#include "router/router.h"
#include "runtime.h"

/// The one list of the APIs and of the service's own routes: where each is mounted, and what each
/// is given.
class Apis {
 public:
  /// `runtime` must outlive the APIs. Throws base::Error (invalid_argument) for a template of the
  /// site that does not parse.
  explicit Apis(Runtime& runtime);
  ~Apis();

  gateway::Response answer(const gateway::Request& request) noexcept;

  /// The whole table, for `doorward routes`.
  const router::Router& router() const;

 private:
  struct Handlers;
  std::unique_ptr<Handlers> handlers_;
};
