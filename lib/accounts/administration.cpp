#include "accounts/administration.h"

#include "accounts/audit.h"
#include "base/error.h"
#include "store/accounts.h"

namespace accounts {
namespace {

const Origin kCommandLine{};

}  // namespace

Administration::Administration(Context context) : context_(context) {}

std::optional<model::Account> Administration::find(std::string_view id_or_name) {
  const auto id = base::Id::parse(id_or_name);
  const auto key = model::username_key(id_or_name);
  const auto now = context_.clock.now();
  return context_.database.read([&](store::Session& session) {
    store::Accounts accounts(session);
    auto found = id ? accounts.by_id(*id, now) : std::nullopt;
    return found || !key ? found : accounts.by_username(*key, now);
  });
}

std::vector<model::Account> Administration::list(const base::Id& after, int limit) {
  return context_.database.read(
      [&](store::Session& session) { return store::Accounts(session).list(after, limit); });
}

void Administration::set_tier(const base::Id& account, int tier) {
  const bool there = context_.database.transaction([&](store::Session& session) {
    if (!store::Accounts(session).set_tier(account, tier)) return false;
    audit(session, context_, account, "account:tier-changed", kCommandLine);
    return true;
  });
  if (!there) throw base::Error(base::ErrorCode::not_found, {"There is no such account any more."});
}

}  // namespace accounts
