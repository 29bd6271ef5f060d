#pragma once

#include "guards/api.h"
#include "meta/deps.h"

namespace meta {

/// What has happened to an account, in the words that this API has for it.
class AuditLog {
 public:
  explicit AuditLog(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response list(const router::Call& call, const guards::MetaCaller& caller);

  const Deps& deps_;
};

}  // namespace meta
