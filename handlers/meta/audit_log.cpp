#include "meta/audit_log.h"

#include "accounts/audit_log.h"
#include "json/json.h"
#include "meta/audit_words.h"
#include "meta/pagination.h"
#include "meta/views.h"

namespace meta {

using gateway::Method;
using gateway::Response;
using guards::Access;

namespace {

std::string view(const model::AuditEntry& entry) {
  return json::dump_ascii(
      {{"id", entry.id},
       {"ip", entry.client_address},
       {"action", action_of(entry.event)},
       {"details", entry.details ? json::Value(*entry.details) : json::Value(nullptr)},
       {"by", entry.by ? json::Value(*entry.by) : json::Value(nullptr)},
       {"created", timestamp(entry.at)}});
}

}  // namespace

void AuditLog::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/api/user/audit-log", Access::audit_read, &AuditLog::list}});
}

Response AuditLog::list(const router::Call& call, const guards::MetaCaller& caller) {
  const auto& account = caller.account;
  const auto entries = deps_.audit_log.list(account, start_of(call.request), kPageAndNext);
  return show_page(entries, deps_.audit_log.count(account), view);
}

}  // namespace meta
