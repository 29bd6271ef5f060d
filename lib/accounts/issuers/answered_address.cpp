#include "accounts/issuers/answered_address.h"

#include "accounts/audit.h"
#include "accounts/context.h"
#include "accounts/mails.h"
#include "accounts/webhooks/events.h"
#include "store/accounts.h"

namespace accounts {
namespace {

using Holder = store::Identities::Holder;
using Key = std::optional<std::string>;

bool has_own(const Holder& holder) {
  return holder.email_key && holder.email_key != holder.address;
}

// The provider's address as the account may have it: nobody else's.
Key free_address(store::Session& session, const UpstreamClaims& claims, const Holder& holder,
                 base::Time now) {
  const auto key = model::email_key(*claims.email);
  if (!key) return std::nullopt;
  store::Accounts accounts(session);
  accounts.drop_expired("", *key, now);
  const auto other = accounts.by_email(*key, now);
  return other && other->id != holder.account ? std::nullopt : key;
}

void give(store::Session& session, const Context& context, model::Account account,
          const std::string& email, const std::string& key, const Origin& origin) {
  store::Accounts(session).set_email(account.id, email, key, context.clock.now());
  audit(session, context, account.id, "account:address-answered-for", origin, email);
  tell_owner(session, context, account, "address-changed", email, origin);
  account.email = email;
  fire_profile_update(session, context, account);
}

void take_away(store::Session& session, const Context& context, model::Account account,
               const Origin& origin) {
  store::Accounts(session).clear_email(account.id);
  audit(session, context, account.id, "account:address-withdrawn", origin,
        account.email.value_or(""));
  account.email.reset();
  fire_profile_update(session, context, account);
}

}  // namespace

bool is_news(const UpstreamClaims& claims, const Holder& holder) {
  return claims.email && (!holder.said_at || claims.said_at > *holder.said_at);
}

void heed(store::Session& session, const Context& context, const UpstreamClaims& claims,
          const Holder& holder, const Origin& origin) {
  const auto now = context.clock.now();
  const auto account = store::Accounts(session).by_id(holder.account, now);
  if (!account) return;
  const auto address = has_own(holder) ? std::nullopt : free_address(session, claims, holder, now);
  if (!has_own(holder) && address != holder.address) {
    if (address) {
      give(session, context, *account, *claims.email, *address, origin);
    } else {
      take_away(session, context, *account, origin);
    }
  }
  store::Identities(session).set_address(claims.issuer, claims.subject, address, claims.said_at);
}

}  // namespace accounts
