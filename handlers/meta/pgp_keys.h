#pragma once

#include "guards/api.h"
#include "meta/deps.h"

namespace meta {

/// An account's OpenPGP keys, for whoever its owner lets at them.
class PgpKeys {
 public:
  explicit PgpKeys(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response list(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response add(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response show(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response remove(const router::Call& call, const guards::MetaCaller& caller);

  const Deps& deps_;
};

}  // namespace meta
