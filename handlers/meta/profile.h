#pragma once

#include "guards/api.h"
#include "meta/deps.h"

namespace meta {

/// What an account's owner tells of themselves.
class Profile {
 public:
  explicit Profile(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response show(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response change(const router::Call& call, const guards::MetaCaller& caller);

  const Deps& deps_;
};

}  // namespace meta
