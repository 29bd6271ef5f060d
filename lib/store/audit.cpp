#include "store/audit.h"

#include "store/page.h"
#include "store/purge.h"
#include "store/session.h"

namespace store {

namespace {

constexpr auto kAppend = R"(
insert into audit_entries (account, event, details, client_address, at)
values (:account, :event, :details, :client_address, :at))";

constexpr auto kOfAccount = R"(
select id, account, event, client_address, at, details
from audit_entries where account = :account and id <= :start order by id desc limit :limit)";

constexpr auto kCount = "select count(*) from audit_entries where account = :account";

constexpr auto kOlder = R"(
select id from audit_entries where at < :now order by at, id limit :limit)";

constexpr auto kDropOlder = "delete from audit_entries where id = :id and at < :now";

using Text = std::string;

}  // namespace

void Audit::append(const AuditEntry& entry) {
  session_.statement(kAppend)
      .with("account", entry.account)
      .with("event", entry.event)
      .with("details", entry.details)
      .with("client_address", entry.client_address)
      .with("at", entry.at)
      .run();
}

std::vector<AuditEntry> Audit::of_account(const base::Id& account, long long start, int limit) {
  return session_.statement(kOfAccount)
      .with("account", account)
      .with("start", first_of_page(start))
      .with("limit", limit)
      .all<AuditEntry, long long, base::Id, Text, Text, base::Time, std::optional<Text>>();
}

long long Audit::count(const base::Id& account) {
  return session_.statement(kCount).with("account", account).value<long long>().value_or(0);
}

int Audit::purge_older(base::Time before, int limit) {
  return purge_expired<long long>(session_, kOlder, kDropOlder, before, limit);
}

}  // namespace store
