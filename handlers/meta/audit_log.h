#pragma once

#include "accounts/audit_log.h"
#include "guards/api.h"

namespace meta {

/// What has happened to an account, in the words that this API has for it.
class AuditLog {
 public:
  struct Deps {
    accounts::AuditLog& log;
  };
  explicit AuditLog(Deps deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response list(const router::Call& call, const guards::MetaCaller& caller);

  Deps deps_;
};

}  // namespace meta
