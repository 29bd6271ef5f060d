#include "store/audit.h"

#include "store/page.h"
#include "store/purge.h"
#include "store/session.h"

namespace store {

namespace {

using model::AuditEntry;

constexpr auto kGiven = columns(
    field("account", &AuditEntry::account), field("event", &AuditEntry::event),
    field("details", &AuditEntry::details), field("client_address", &AuditEntry::client_address),
    field("at", &AuditEntry::at), field("done_by", &AuditEntry::by));
constexpr auto kColumns = columns(field("id", &AuditEntry::id)) + kGiven;

constexpr auto kAppend = kGiven.insert_into("audit_entries");

constexpr auto kOfAccount = sql("select ", kColumns.names(), R"( from audit_entries
where account = :account and id <= :start order by id desc limit :limit)");

constexpr auto kCount = "select count(*) from audit_entries where account = :account";

constexpr auto kOlder = R"(
select id from audit_entries where at < :now order by at, id limit :limit)";

constexpr auto kDropOlder = "delete from audit_entries where id = :id and at < :now";

}  // namespace

void Audit::append(const AuditEntry& entry) {
  session_.statement(kAppend).with(kGiven, entry).run();
}

std::vector<AuditEntry> Audit::of_account(const base::Id& account, long long start, int limit) {
  return session_.statement(kOfAccount)
      .with("account", account)
      .with("start", first_of_page(start))
      .with("limit", limit)
      .all<AuditEntry>(kColumns);
}

long long Audit::count(const base::Id& account) {
  return session_.statement(kCount).with("account", account).value<long long>().value_or(0);
}

int Audit::purge_older(base::Time before, int limit) {
  return purge_expired<long long>(session_, kOlder, kDropOlder, before, limit);
}

}  // namespace store
