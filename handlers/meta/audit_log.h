#pragma once

#include "accounts/audit_log.h"
#include "router/router.h"

namespace meta {

/// What has happened to an account, in the words that this API has for it.
class AuditLog {
 public:
  struct Deps {
    accounts::AuditLog& log;
  };
  explicit AuditLog(Deps deps) : deps_(deps) {}

  void mount(router::Api& api);

 private:
  gateway::Response list(const router::Call& call);

  Deps deps_;
};

}  // namespace meta
