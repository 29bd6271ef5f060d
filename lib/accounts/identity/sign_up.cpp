#include "accounts/identity/sign_up.h"

#include <algorithm>

#include "accounts/audit.h"
#include "accounts/context.h"
#include "accounts/identity/former_name.h"
#include "accounts/mails.h"
#include "accounts/origin.h"
#include "accounts/refusals.h"
#include "base/error.h"
#include "store/accounts.h"
#include "store/challenges.h"
#include "store/duplicate.h"
#include "store/mail_requests.h"

namespace accounts {
namespace {

using base::ErrorCode;

constexpr int kAttempts = 3;
constexpr std::chrono::minutes kPause{1};  // between two mails of a registration

// The names and keys of the account that is wished for.
model::Account validated(const SignUp::Wish& wish) {
  model::Account account;
  const auto username_key = model::username_key(wish.username);
  if (!username_key) throw unfit_username().about("username");
  refuse_unfit(wish.password, wish.policy);
  const auto email_key = model::email_key(wish.email);
  if (!email_key) throw no_mail_address(ErrorCode::unprocessable);
  account.username = wish.username;
  account.username_key = *username_key;
  account.email = wish.email;
  account.email_key = *email_key;
  return account;
}

base::Error too_many_mails(std::chrono::seconds wait) {
  return base::Error(ErrorCode::too_many_requests,
                     {"This address has been sent too many mails; try again later."})
      .under("abuse.mails")
      .retry_in(wait);
}

MailedCodes::Wanted wanted_again(const model::MailRequest& request) {
  return {kRegister, request.address, request.account, request.challenge};
}

model::Mail verification_of(const model::Account& account, const model::Challenge& challenge,
                            const Origin& origin) {
  return {.template_name = "verify",
          .language = origin.language,
          .recipient = *account.email,
          .username = account.username,
          .challenge = challenge.id,
          .expires_at = challenge.expires_at};
}

}  // namespace

SignUp::SignUp(Context& context, AbuseGate& gate, Settings settings)
    : context_(context),
      gate_(gate),
      challenges_(context, gate),
      codes_(context, gate),
      check_(context, gate, {}),
      settings_(settings) {}

void SignUp::register_account(const Wish& wish, const Origin& origin) {
  make(validated(wish), wish, {settings_.lifetime}, origin);
}

std::string SignUp::register_on_page(const Wish& wish, const Origin& origin) {
  auto account = validated(wish);
  if (const auto request = waiting_for(account)) {
    return lead_on(*request, account, wish.password, origin);
  }
  return make(std::move(account), wish, {settings_.lifetime_on_pages, true}, origin);
}

std::string SignUp::make(model::Account account, const Wish& wish, const Door& door,
                         const Origin& origin) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    refuse_taken(account, origin);
    if (!account.password_hash) {
      const auto asker = asker_of(origin, account.username_key);
      account.password_hash = context_.passwords.hash(wish.password, asker);
    }
    if (const auto kept = try_insert(account, door, origin)) return *kept;
  }
  throw base::Error(ErrorCode::unavailable, {"The name or the address is in use; try again soon."})
      .retry_in(std::chrono::seconds{1});
}

void SignUp::refuse_taken(const model::Account& wanted, const Origin& origin) {
  const auto now = context_.clock.now();
  const auto* const taken = context_.database.read([&](store::Session& session) -> const char* {
    gate_.admit_registration(session, origin.address);
    store::Accounts accounts(session);
    if (accounts.by_username(wanted.username_key, now)) return "username";
    if (is_kept_name(session, wanted.username_key, *wanted.email_key)) return "username";
    if (!settings_.hardened && accounts.by_email(*wanted.email_key, now)) return "email";
    return nullptr;
  });
  if (taken == nullptr) return;
  gate_.count_failure(origin.address);
  throw base::Error(ErrorCode::conflict, {"Somebody has it already; take another one."})
      .about(taken);
}

std::optional<std::string> SignUp::try_insert(model::Account account, const Door& door,
                                              const Origin& origin) {
  const auto now = context_.clock.now();
  account.id = base::Id::make(now, context_.entropy);
  account.created_at = now;
  account.expires_at = now + door.lifetime;
  try {
    return context_.database.transaction([&](store::Session& session) {
      store::Accounts accounts(session);
      accounts.drop_expired(account.username_key, *account.email_key, now);
      gate_.admit_registration(session, origin.address);
      const auto owner = settings_.hardened ? accounts.by_email(*account.email_key, now)
                                            : std::optional<model::Account>();
      const auto challenge = owner ? insert_decoy(session, account, *owner, origin)
                                   : insert_pending(session, account, door, origin);
      refuse_kept_name(session, account);
      gate_.count_registration(session, origin.address);
      if (!door.waits) return std::string();
      return codes_.await(session, {kRegister, *account.email_key, account.id, challenge});
    });
  } catch (const store::Duplicate&) {
    return std::nullopt;
  }
}

base::Id SignUp::insert_pending(store::Session& session, const model::Account& account,
                                const Door& door, const Origin& origin) {
  store::Accounts(session).insert(account);
  store::Accounts(session).set_language(account.id, origin.language);
  const auto challenge = offer(session, context_, kRegister, account, *account.email_key);
  audit(session, context_, account.id, "account:registered", origin);
  auto mail = verification_of(account, challenge, origin);
  mail.with_code = door.waits;
  queue(session, mail);
  return challenge.id;
}

base::Id SignUp::insert_decoy(store::Session& session, model::Account decoy,
                              const model::Account& owner, const Origin& origin) {
  decoy.email.reset();
  decoy.email_key.reset();
  store::Accounts(session).insert(decoy);
  audit(session, context_, owner.id, "account:address-asked-for", origin);
  queue(session, {.template_name = "already-registered",
                  .language = origin.language,
                  .recipient = *owner.email,
                  .username = owner.username,
                  .challenge = {},
                  .expires_at = *decoy.expires_at});
  return {};
}

void SignUp::queue(store::Session& session, const model::Mail& mail) {
  const auto wait = gate_.admit_mail(session, model::email_key(mail.recipient).value());
  if (wait == std::chrono::seconds{0}) return queue_mail(session, context_, mail);
  if (settings_.hardened) return;
  throw too_many_mails(wait);
}

// Of the same name and address, and made on a page. Only a page's request tells of the address of
// a decoy, which so is led on as any other registration.
std::optional<model::MailRequest> SignUp::waiting_for(const model::Account& wanted) {
  const auto now = context_.clock.now();
  return context_.database.read([&](store::Session& session) -> std::optional<model::MailRequest> {
    const auto account = store::Accounts(session).by_username(wanted.username_key, now);
    if (!account || account->state != model::AccountState::pending) return std::nullopt;
    return store::MailRequests(session).latest(account->id, *wanted.email_key, kRegister.name, now);
  });
}

// Without the password somebody could have a stranger's registration verified as their own.
std::string SignUp::lead_on(const model::MailRequest& request, const model::Account& wanted,
                            std::string_view password, const Origin& origin) {
  if (!check_.check(wanted.username_key, password, origin).proof) {
    throw base::Error(ErrorCode::conflict, {"It waits to be verified, with another password."})
        .about("username")
        .under("registration.waits");
  }
  return context_.database.transaction([&](store::Session& session) {
    auto again = wanted_again(request);
    again.is_mailed = !pauses(session, request.address);
    if (again.is_mailed) send_again(session, again, origin);
    return codes_.await(session, again);
  });
}

bool SignUp::pauses(store::Session& session, const std::string& email_key) {
  const auto begun = context_.clock.now() - kPause;
  return store::MailRequests(session).was_mailed(email_key, kRegister.name, begun);
}

bool SignUp::mail_again(std::string_view kept, const Origin& origin) {
  const auto request = codes_.find(kept, kRegister, origin);
  const auto now = context_.clock.now();
  return context_.database.transaction([&](store::Session& session) {
    if (pauses(session, request.address)) return false;
    if (!store::MailRequests(session).mail_again(request.id, now, now - kPause)) return false;
    send_again(session, wanted_again(request), origin);
    return true;
  });
}

std::string SignUp::mail_again_to(std::string_view email, const Origin& origin) {
  const auto key = model::email_key(email);
  if (!key) throw no_mail_address();
  return context_.database.transaction([&](store::Session& session) {
    gate_.admit_recovery(session, origin.address);
    // Whoever asks right after somebody else has a text of their own, to which no code belongs.
    MailedCodes::Wanted wanted{kRegister, *key, {}, {}, !pauses(session, *key)};
    if (wanted.is_mailed) {
      offer_again(session, wanted);
      send_again(session, wanted, origin);
    }
    return codes_.await(session, wanted);
  });
}

// Of the registration that waits for the address, if one does.
void SignUp::offer_again(store::Session& session, MailedCodes::Wanted& wanted) {
  const auto now = context_.clock.now();
  auto account = store::Accounts(session).by_email(wanted.address, now);
  if (!account || account->state != model::AccountState::pending) return;
  wanted.account = account->id;
  wanted.challenge = offer(session, context_, kRegister, *account, wanted.address).id;
}

// What it counts, and refuses, does not depend on whether anybody is to be written to.
void SignUp::send_again(store::Session& session, const MailedCodes::Wanted& wanted,
                        const Origin& origin) {
  refuse_many(session, wanted.address);
  const auto now = context_.clock.now();
  const auto until = now + settings_.lifetime_on_pages;
  const auto account = store::Accounts(session).by_id(wanted.account, now);
  const auto challenge = store::Challenges(session).find(wanted.challenge, now);
  if (!account || !challenge || !kRegister.holds(*challenge, *account)) return;
  store::Accounts(session).prolong(account->id, until);
  store::Challenges(session).prolong(challenge->id, until);
  auto mail = verification_of(*account, *challenge, origin);
  mail.expires_at = std::max<base::Time>(challenge->expires_at, until);
  mail.with_code = true;
  queue_mail(session, context_, mail);
}

void SignUp::refuse_many(store::Session& session, const std::string& email_key) {
  const auto wait = gate_.admit_mail(session, email_key);
  if (wait == std::chrono::seconds{0}) return;
  throw too_many_mails(wait);
}

std::string SignUp::token_for(std::string_view kept, std::string_view code, const Origin& origin) {
  return codes_.token_for(kept, code, kRegister, origin);
}

void SignUp::verify(std::string_view token, const Origin& origin) {
  challenges_.redeem(token, {&kRegister}, origin,
                     [&](store::Session& session, Challenges::Good& good) {
                       const auto& id = good.account.id;
                       if (!store::Accounts(session).activate(id, context_.clock.now()))
                         return false;
                       audit(session, context_, id, "account:verified", origin);
                       return true;
                     });
}

std::optional<std::string> SignUp::pending_username(std::string_view token) {
  const auto found = challenges_.find(token, {&kRegister});
  return found ? std::optional(found->account.username) : std::nullopt;
}

}  // namespace accounts
