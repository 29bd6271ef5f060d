#include "accounts/keys/key_budget.h"

#include "accounts/context.h"
#include "accounts/refusals.h"
#include "accounts/window.h"
#include "base/error.h"
#include "store/throttle.h"

namespace accounts {
namespace {

constexpr auto kOfAddress = "key:address";
constexpr auto kOfAccount = "key:account";

}  // namespace

KeyBudget::KeyBudget(Context& context, AbuseGate::Budgets budgets)
    : context_(context), budgets_(budgets) {}

void KeyBudget::admit(const base::Id& account, std::string_view address) {
  const Window window(budgets_.window, context_.clock.now());
  const auto delay = context_.database.read([&](store::Session& session) {
    store::Throttle throttle(session);
    const auto of = [&](const char* kind, const std::string& subject, long budget) {
      return window.delay(throttle.recent(kind, subject, window.bucket()), budget);
    };
    return std::max(of(kOfAddress, network_of(address), budgets_.failures_per_address),
                    of(kOfAccount, account.text(), budgets_.failures_per_account));
  });
  refuse_until(delay, "abuse.keys");
}

void KeyBudget::count(const base::Id& account, std::string_view address) {
  const Window window(budgets_.window, context_.clock.now());
  context_.database.transaction([&](store::Session& session) {
    store::Throttle throttle(session);
    throttle.count(kOfAddress, network_of(address), window.bucket());
    throttle.count(kOfAccount, account.text(), window.bucket());
  });
}

}  // namespace accounts
