#include "store/audit.h"

#include "store/session.h"

namespace store {

namespace {

constexpr auto kAppend = R"(
insert into audit_log (id, account, event, details, client_address, at)
values (:id, :account, :event, :details, :client_address, :at))";

}  // namespace

void Audit::append(const AuditEntry& entry) {
  session_.statement(kAppend)
      .with("id", entry.id)
      .with("account", entry.account)
      .with("event", entry.event)
      .with("details", entry.details)
      .with("client_address", entry.client_address)
      .with("at", entry.at)
      .run();
}

}  // namespace store
