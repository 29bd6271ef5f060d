#include "accounts/identity/address_change.h"

#include "accounts/audit.h"
#include "accounts/context.h"
#include "accounts/origin.h"
#include "accounts/proof/owner.h"
#include "accounts/refusals.h"
#include "accounts/webhooks/events.h"
#include "base/error.h"
#include "store/accounts.h"
#include "store/duplicate.h"
#include "store/identities.h"

namespace accounts {
namespace {

using base::ErrorCode;

base::Error refused(ErrorCode code, const char* text) {
  return base::Error(code, {text}).about("email");
}

const Challenges::Purposes kPurposes{&kChangeAddress, &kProposeAddress};

bool asks_password(const Challenges::Good& found) {
  return found.is_for(kProposeAddress) && found.account.password_hash;
}

base::Error taken() {
  return refused(ErrorCode::conflict, "Somebody has this address already.").under("address.taken");
}

/// "ada@example.org became ada@example.net", for the audit log.
std::string told(const model::Account& account, const char* what, const std::string& email) {
  return (account.email.value_or("none") + what + email).substr(0, kLongestDetails);
}

}  // namespace

AddressChange::AddressChange(Context& context, AbuseGate& gate)
    : context_(context), gate_(gate), challenges_(context, gate), check_(context, gate, {}) {}

void AddressChange::ask(const Proof& proof, std::string_view email, const Origin& origin,
                        const std::string& target) {
  const bool typed = proof.means() == Proof::Means::password;
  const auto& purpose = typed ? kChangeAddress : kProposeAddress;
  try {
    context_.database.transaction([&](store::Session& session) {
      ask(session, proof.account(), email, origin, target, purpose);
    });
  } catch (const base::Error& error) {
    if (error.code() == ErrorCode::conflict) count_taken(proof.account());
    throw;
  }
}

void AddressChange::ask(store::Session& session, const base::Id& account, std::string_view email,
                        const Origin& origin) {
  ask(session, account, email, origin, {}, kProposeAddress);
}

void AddressChange::count_taken(const base::Id& account) { gate_.count_taken(account); }

void AddressChange::ask(store::Session& session, const base::Id& id, std::string_view email,
                        const Origin& origin, const std::string& target, const Purpose& purpose) {
  const auto now = context_.clock.now();
  const auto key = model::email_key(email);
  if (!key) throw no_mail_address();
  const auto account = active_owner(session, context_, id);
  gate_.admit_address(session, id);
  if (account.email_key != key && store::Accounts(session).by_email(*key, now)) throw taken();
  withdraw_addresses(session, id);
  if (account.email_key == key && model::has_verified_address(account)) return;
  admit_mails(session, id, *key);
  offer(session, {account, std::string(email), target, purpose}, origin);
}

// A recipient is sent few mails, and an account sends few of them: it could have many recipients.
void AddressChange::admit_mails(store::Session& session, const base::Id& account,
                                const std::string& email_key) {
  for (const auto& subject : {account.text(), email_key}) {
    const auto wait = gate_.admit_mail(session, subject);
    if (wait == std::chrono::seconds{0}) continue;
    throw refused(ErrorCode::too_many_requests,
                  "There were too many mails about this; try again later.")
        .under("abuse.mails")
        .retry_in(wait);
  }
}

void AddressChange::offer(store::Session& session, const Request& request, const Origin& origin) {
  const auto& [account, email, target, purpose] = request;
  const auto challenge = accounts::offer(session, context_, purpose, account, email, target);
  audit(session, context_, account.id, "account:address-change-asked-for", origin,
        told(account, " to become ", email));
  queue_mail(session, context_,
             {.template_name = "confirm-address",
              .language = origin.language,
              .recipient = email,
              .username = account.username,
              .challenge = challenge.id,
              .expires_at = challenge.expires_at,
              .detail = email});
  tell_owner(session, context_, account, "address-changing", email, origin);
}

std::optional<AddressChange::Pending> AddressChange::pending(std::string_view token) {
  const auto found = challenges_.find(token, kPurposes);
  if (!found) return std::nullopt;
  const auto& [challenge, account] = *found;
  return Pending{account.username, challenge.address, account.email.has_value(), challenge.target,
                 asks_password(*found)};
}

void AddressChange::confirm(std::string_view token, std::string_view password,
                            const Origin& origin) try {
  require_owner(token, password, origin);
  challenges_.redeem(token, kPurposes, origin,
                     [&](store::Session& session, Challenges::Good& good) {
                       move_address(session, context_, good.account, good.challenge.address, origin,
                                    WayBack::by_link);
                       return true;
                     });
} catch (const store::Duplicate&) {
  throw taken();
}

// Another password, set in between, has withdrawn the challenge.
void AddressChange::require_owner(std::string_view token, std::string_view password,
                                  const Origin& origin) {
  const auto found = challenges_.find(token, kPurposes);
  if (!found || !asks_password(*found)) return;
  if (check_.check_owner(found->account, {}, password, origin)) return;
  throw not_your_password("proof");
}

void move_address(store::Session& session, const Context& context, model::Account& account,
                  const std::string& email, const Origin& origin, WayBack way_back) {
  const auto now = context.clock.now();
  const auto key = model::email_key(email).value();
  store::Accounts accounts(session);
  accounts.drop_expired(account.username_key, key, now);
  accounts.set_email(account.id, email, key, now);
  store::Identities(session).forget_addresses(account.id);
  withdraw(session, kResetPassword, account.id);
  withdraw_addresses(session, account.id);
  audit(session, context, account.id, "account:address-changed", origin,
        told(account, " became ", email));
  tell_owner(session, context, account, "address-changed", email, origin, way_back);
  account.email = email;
  account.email_key = key;
  fire_profile_update(session, context, account);
}

}  // namespace accounts
