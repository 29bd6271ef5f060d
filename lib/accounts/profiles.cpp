#include "accounts/profiles.h"

#include "base/error.h"
#include "store/accounts.h"

namespace accounts {

Profiles::Profiles(Context context) : context_(context) {}

model::Account Profiles::of(const base::Id& account) {
  auto found = context_.database.read([&](store::Session& session) {
    return store::Accounts(session).by_id(account, context_.clock.now());
  });
  if (found) return *std::move(found);
  throw base::Error(base::ErrorCode::unauthorized, {"This account does not exist any more."});
}

}  // namespace accounts
