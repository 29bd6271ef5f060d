#include "store/warnings.h"

#include "store/duplicate.h"
#include "store/session.h"

namespace store {

namespace {

constexpr auto kMore = R"(
update warnings set times = times + 1
where account = :account and kind = :kind and since > :begun)";

constexpr auto kAnew = R"(
update warnings set times = 1, since = :now where account = :account and kind = :kind)";

constexpr auto kFirst = R"(
insert into warnings (account, kind, since, times) values (:account, :kind, :now, 1))";

constexpr auto kTimes = "select times from warnings where account = :account and kind = :kind";

}  // namespace

long Warnings::count(const base::Id& account, const std::string& kind, base::Time now,
                     std::chrono::seconds window) {
  auto more = session_.statement(kMore);
  auto anew = session_.statement(kAnew);
  more.with("account", account).with("kind", kind).with("begun", now - window);
  anew.with("account", account).with("kind", kind).with("now", now);
  if (more.run() == 0 && anew.run() == 0) {
    try {
      auto first = session_.statement(kFirst);
      first.with("account", account).with("kind", kind).with("now", now).run();
    } catch (const Duplicate&) {  // another process has begun to count meanwhile
      auto again = session_.statement(kMore);
      again.with("account", account).with("kind", kind).with("begun", now - window).run();
    }
  }
  auto times = session_.statement(kTimes);
  return times.with("account", account).with("kind", kind).value<long>().value_or(1);
}

}  // namespace store
