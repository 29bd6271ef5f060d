#include "accounts/address_change.h"

#include "accounts/audit.h"
#include "accounts/events.h"
#include "accounts/mails.h"
#include "accounts/owner.h"
#include "accounts/password_change.h"
#include "base/error.h"
#include "model/token.h"
#include "store/accounts.h"
#include "store/challenges.h"
#include "store/duplicate.h"
#include "store/identities.h"

namespace accounts {
namespace {

using base::ErrorCode;

base::Error refused(ErrorCode code, const char* text) {
  return base::Error(code, {text}).about("email");
}

base::Error taken() { return refused(ErrorCode::conflict, "Somebody has this address already."); }

base::Error unknown_token() {
  return base::Error(ErrorCode::not_found, {"This link is not valid, or not any more."});
}

}  // namespace

AddressChange::AddressChange(Context context, AbuseGate& gate, Settings settings)
    : context_(context), gate_(gate), settings_(settings) {}

void AddressChange::ask(const base::Id& account, std::string_view email, const Origin& origin,
                        const std::string& target) {
  try {
    context_.database.transaction(
        [&](store::Session& session) { ask(session, account, email, origin, target); });
  } catch (const base::Error& error) {
    if (error.code() == ErrorCode::conflict) count_taken(account);
    throw;
  }
}

void AddressChange::count_taken(const base::Id& account) { gate_.count_taken(account); }

void AddressChange::ask(store::Session& session, const base::Id& id, std::string_view email,
                        const Origin& origin, const std::string& target) {
  const auto now = context_.clock.now();
  const auto key = model::email_key(email);
  if (!key) throw refused(ErrorCode::invalid_argument, "This is not an e-mail address.");
  const auto account = active_owner(session, context_, id);
  gate_.admit_address(session, id);
  if (account.email_key != key && store::Accounts(session).by_email(*key, now)) throw taken();
  store::Challenges(session).remove_of_account(id, kChangeAddress);
  if (account.email_key == key && model::has_verified_address(account)) return;
  admit_mails(session, id, *key);
  offer(session, {account, std::string(email), target}, origin);
}

// A recipient is sent few mails, and an account sends few of them: it could have many recipients.
void AddressChange::admit_mails(store::Session& session, const base::Id& account,
                                const std::string& email_key) {
  for (const auto& subject : {account.text(), email_key}) {
    const auto wait = gate_.admit_mail(session, subject);
    if (wait == std::chrono::seconds{0}) continue;
    throw refused(ErrorCode::too_many_requests,
                  "There were too many mails about this; try again later.")
        .retry_in(wait);
  }
}

void AddressChange::offer(store::Session& session, const Request& request, const Origin& origin) {
  const auto now = context_.clock.now();
  const auto& [account, email, target] = request;
  const model::Challenge challenge{.id = base::Id::make(now, context_.entropy),
                                   .account = account.id,
                                   .purpose = kChangeAddress,
                                   .address = email,
                                   .expires_at = now + settings_.lifetime,
                                   .target = target};
  store::Challenges(session).insert(challenge);
  audit(session, context_, account.id, "account:address-change-asked-for", origin);
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
  const auto id = context_.tokens.check(crypto::TokenKind::challenge, token);
  if (!id) return std::nullopt;
  return context_.database.read([&](store::Session& session) -> std::optional<Pending> {
    const auto request = find(session, *id);
    if (!request) return std::nullopt;
    return Pending{request->account.username, request->email, request->account.email.has_value(),
                   request->target};
  });
}

std::optional<AddressChange::Request> AddressChange::find(store::Session& session,
                                                          const base::Id& challenge_id) {
  const auto now = context_.clock.now();
  const auto challenge = store::Challenges(session).find(challenge_id, now);
  if (!challenge || challenge->purpose != kChangeAddress) return std::nullopt;
  auto account = find_active(session, challenge->account, now);
  if (!account) return std::nullopt;
  return Request{*std::move(account), challenge->address, challenge->target};
}

void AddressChange::confirm(std::string_view token, const Origin& origin) {
  const auto id = context_.tokens.check(crypto::TokenKind::challenge, token);
  if (id && redeem(*id, origin)) return;
  gate_.count_failure(origin.address);
  throw unknown_token();
}

bool AddressChange::redeem(const base::Id& challenge, const Origin& origin) try {
  const auto now = context_.clock.now();
  return context_.database.transaction([&](store::Session& session) {
    auto request = find(session, challenge);
    if (!request || !store::Challenges(session).redeem(challenge, now)) return false;
    auto& account = request->account;
    const auto key = model::email_key(request->email).value();
    store::Accounts accounts(session);
    accounts.drop_expired(account.username_key, key, now);
    accounts.set_email(account.id, request->email, key, now);
    store::Identities(session).forget_addresses(account.id);
    // Of requests that came at the same moment each may have left a link: one of them counts.
    for (const auto* purpose : {kChangeAddress, kResetPassword}) {
      store::Challenges(session).remove_of_account(account.id, purpose);
    }
    audit(
        session, context_, account.id, "account:address-changed", origin,
        (account.email.value_or("none") + " became " + request->email).substr(0, kLongestDetails));
    tell_owner(session, context_, account, "address-changed", request->email, origin,
               WayBack::by_link);
    account.email = request->email;
    fire_profile_update(session, context_, account);
    return true;
  });
} catch (const store::Duplicate&) {
  throw taken();
}

}  // namespace accounts
