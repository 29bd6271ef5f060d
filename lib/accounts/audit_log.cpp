#include "accounts/audit_log.h"

#include "accounts/context.h"

namespace accounts {

AuditLog::AuditLog(Context& context) : context_(context) {}

std::vector<model::AuditEntry> AuditLog::list(const base::Id& account, long long start, int limit) {
  return context_.database.read_stale([&](store::Session& session) {
    return store::Audit(session).of_account(account, start, limit);
  });
}

long long AuditLog::count(const base::Id& account) {
  return context_.database.read_stale(
      [&](store::Session& session) { return store::Audit(session).count(account); });
}

}  // namespace accounts
