#include "accounts/challenges.h"

#include <algorithm>
#include <utility>

#include "accounts/context.h"
#include "accounts/origin.h"
#include "base/error.h"
#include "store/accounts.h"
#include "store/challenges.h"

namespace accounts {
namespace {

using model::Account;
using model::AccountState;
using model::Challenge;

constexpr std::chrono::days kUntilTheAccountExpires{400};

bool is_of_address(const Challenge& challenge, const Account& account) {
  return account.email_key == challenge.address;
}

bool is_active(const Challenge& /*challenge*/, const Account& account) {
  return account.state == AccountState::active;
}

std::optional<Challenges::Good> good(store::Session& session, const base::Id& id,
                                     Challenges::Purposes purposes, base::Time now) {
  auto challenge = store::Challenges(session).find(id, now);
  if (!challenge) return std::nullopt;
  const auto* const purpose =
      std::find_if(purposes.begin(), purposes.end(),
                   [&](const Purpose* each) { return challenge->purpose == each->name; });
  if (purpose == purposes.end()) return std::nullopt;
  auto account = store::Accounts(session).by_id(challenge->account, now);
  if (!account || !(*purpose)->holds(*challenge, *account)) return std::nullopt;
  return Challenges::Good{*std::move(challenge), *std::move(account)};
}

}  // namespace

bool may_recover(const Account& account) {
  return account.state == AccountState::active || account.state == AccountState::pending;
}

const Purpose kRegister{"register", kUntilTheAccountExpires, false,
                        [](const Challenge& challenge, const Account& account) {
                          return account.state == AccountState::pending &&
                                 is_of_address(challenge, account);
                        }};

const Purpose kResetPassword{"reset-password", std::chrono::hours{1}, true,
                             [](const Challenge& challenge, const Account& account) {
                               return may_recover(account) && is_of_address(challenge, account);
                             }};

const Purpose kChangeAddress{"change-address", std::chrono::hours{24}, true, is_active};

const Purpose kProposeAddress{"propose-address", std::chrono::hours{24}, true, is_active};

const Purpose kTakeBack{
    "take-back", std::chrono::days{7}, false,
    [](const Challenge&, const Account& account) { return may_recover(account); }};

Challenge offer(store::Session& session, const Context& context, const Purpose& purpose,
                const Account& account, const std::string& address, const std::string& target) {
  const auto now = context.clock.now();
  const auto end = now + purpose.lifetime;
  Challenge challenge{.id = base::Id::make(now, context.entropy),
                      .account = account.id,
                      .purpose = purpose.name,
                      .address = address,
                      .expires_at = std::min<base::Time>(end, account.expires_at.value_or(end)),
                      .target = target};
  if (purpose.alone) withdraw(session, purpose, account.id);
  store::Challenges(session).insert(challenge);
  return challenge;
}

void withdraw(store::Session& session, const Purpose& purpose, const base::Id& account) {
  store::Challenges(session).remove_of_account(account, purpose.name);
}

void withdraw_addresses(store::Session& session, const base::Id& account) {
  withdraw(session, kChangeAddress, account);
  withdraw(session, kProposeAddress, account);
}

std::optional<Challenges::Good> Challenges::find(std::string_view token, Purposes purposes) {
  const auto id = context_.tokens.check(crypto::TokenKind::challenge, token);
  if (!id) return std::nullopt;
  return context_.database.read(
      [&](store::Session& session) { return good(session, *id, purposes, context_.clock.now()); });
}

void Challenges::redeem(std::string_view token, Purposes purposes, const Origin& origin,
                        const std::function<bool(store::Session&, Good&)>& act) {
  const auto id = context_.tokens.check(crypto::TokenKind::challenge, token);
  const auto now = context_.clock.now();
  const bool done = id && context_.database.transaction([&](store::Session& session) {
    auto found = good(session, *id, purposes, now);
    if (!found || !store::Challenges(session).redeem(*id, now)) return false;
    // Of offers that came at the same moment each may have left one: one of them counts.
    for (const auto* purpose : purposes) {
      if (purpose->alone && found->is_for(*purpose)) withdraw(session, *purpose, found->account.id);
    }
    return act(session, *found);
  });
  if (!done) refuse(origin);
}

void Challenges::refuse(const Origin& origin) {
  gate_.count_failure(origin.address);
  throw base::Error(base::ErrorCode::not_found, {"This link is not valid, or not any more."});
}

}  // namespace accounts
