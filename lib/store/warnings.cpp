#include "store/warnings.h"

#include "store/duplicate.h"
#include "store/session.h"

namespace store {

namespace {

constexpr auto kMore = R"(
update warnings set times = times + 1
where account = :account and kind = :kind and recipient = :recipient and since > :begun)";

constexpr auto kForget = "delete from warnings where account = :account and since <= :begun";

constexpr auto kFirst = R"(
insert into warnings (account, kind, recipient, since, times)
values (:account, :kind, :recipient, :now, 1))";

constexpr auto kTimes = R"(
select times from warnings where account = :account and kind = :kind and recipient = :recipient)";

}  // namespace

long Warnings::count(const base::Id& account, const std::string& kind, const std::string& recipient,
                     base::Time now, std::chrono::seconds window) {
  const auto bind = [&](Statement&& statement) -> Statement& {
    return statement.with("account", account).with("kind", kind).with("recipient", recipient);
  };
  const auto count_more = [&] {
    return bind(session_.statement(kMore)).with("begun", now - window).run();
  };
  if (count_more() == 0) {
    session_.statement(kForget).with("account", account).with("begun", now - window).run();
    try {
      bind(session_.statement(kFirst)).with("now", now).run();
    } catch (const Duplicate&) {  // another process has begun to count meanwhile
      count_more();
    }
  }
  return bind(session_.statement(kTimes)).value<long>().value_or(1);
}

}  // namespace store
