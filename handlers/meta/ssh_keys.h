#pragma once

#include "accounts/keys/ssh_keys.h"
#include "guards/api.h"
#include "origin.h"

namespace meta {

/// An account's SSH keys, for whoever its owner lets at them.
class SshKeys {
 public:
  struct Deps {
    accounts::SshKeys& keys;
    OriginOf origin_of;
  };
  explicit SshKeys(Deps deps) : deps_(std::move(deps)) {}

  void mount(guards::Api& api);

 private:
  gateway::Response list(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response add(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response show(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response touch(const router::Call& call, const guards::MetaCaller& caller);
  gateway::Response remove(const router::Call& call, const guards::MetaCaller& caller);

  Deps deps_;
};

}  // namespace meta
