#include "accounts/identity/profiles.h"

#include "accounts/context.h"
#include "accounts/refusals.h"
#include "model/person.h"
#include "store/accounts.h"
#include "store/profiles.h"

namespace accounts {
namespace {

template <typename Found>
Found required(std::optional<Found> found) {
  if (found) return *std::move(found);
  throw account_gone();
}

}  // namespace

Profiles::Profiles(Context& context) : context_(context) {}

model::Account Profiles::of(const base::Id& account) {
  return required(context_.database.read([&](store::Session& session) {
    return store::Accounts(session).by_id(account, context_.clock.now());
  }));
}

model::Person Profiles::person(const base::Id& account) {
  return required(context_.database.read_stale([&](store::Session& session) {
    return store::Profiles(session).person(account, context_.clock.now());
  }));
}

}  // namespace accounts
