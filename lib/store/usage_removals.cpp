#include "store/usage_removals.h"

#include "model/usage.h"
#include "store/session.h"

namespace store {

namespace {

constexpr auto kInsert = R"(
insert into usage_removals (account, slot, removed_at)
select id, :slot, :now from accounts where id = :id
and not exists (select 1 from usage_removals where usage_removals.account = accounts.id))";

constexpr auto kFind = R"(
select account from usage_removals where removed_at < :before and slot % :divisor = :remainder
order by account limit 1)";

constexpr auto kForget = "delete from usage_removals where account = :account";

}  // namespace

void UsageRemovals::insert(const base::Id& account, base::Time now) {
  session_.statement(kInsert)
      .with("slot", model::usage_slot(account))
      .with("now", now)
      .with("id", account)
      .run();
}

std::optional<base::Id> UsageRemovals::find(base::Time before, int remainder, int divisor) {
  return session_.statement(kFind)
      .with("before", before)
      .with("divisor", divisor)
      .with("remainder", remainder)
      .value<base::Id>();
}

void UsageRemovals::forget(const base::Id& account) {
  session_.statement(kForget).with("account", account).run();
}

}  // namespace store
