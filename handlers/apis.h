#pragma once

#include <memory>

#include "gateway/request.h"
#include "gateway/response.h"
#include "parts.h"
#include "router/router.h"
#include "runtime.h"
#include "upstream.h"

/// The one list of the APIs and of the service's own routes: where each is mounted, and what each
/// is given.
class Apis {
 public:
  using Parts = ::Parts;

  /// Throws base::Error (invalid_argument) for a template of the site that does not parse, for a
  /// mount that is no place, and for a signing key that is not to be used.
  explicit Apis(const Parts& parts);

  /// `runtime` must outlive the APIs.
  explicit Apis(Runtime& runtime)
      : Apis(Parts{runtime.config, runtime.clock, runtime.entropy, runtime.passwords,
                   runtime.secret, runtime.tokens, runtime.database, runtime.terms(),
                   runtime.key_slots, key_source(runtime.config)}) {}
  ~Apis();

  /// Makes what is made at the first start, the signing keys, so that no request waits for it. A
  /// database that cannot be reached leaves it to the first request.
  void prepare();

  gateway::Response answer(const gateway::Request& request) noexcept;

  /// The whole table, for `doorward routes`.
  const router::Router& router() const;

 private:
  struct Handlers;
  std::unique_ptr<Handlers> handlers_;
};
