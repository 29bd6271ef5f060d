#include "accounts/identity/sign_up.h"

#include "accounts/audit.h"
#include "accounts/context.h"
#include "accounts/identity/former_name.h"
#include "accounts/mails.h"
#include "accounts/origin.h"
#include "accounts/refusals.h"
#include "base/error.h"
#include "store/accounts.h"
#include "store/duplicate.h"

namespace accounts {
namespace {

using base::ErrorCode;

constexpr int kAttempts = 3;

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

}  // namespace

SignUp::SignUp(Context& context, AbuseGate& gate, Settings settings)
    : context_(context), gate_(gate), challenges_(context, gate), settings_(settings) {}

void SignUp::register_account(const Wish& wish, const Origin& origin) {
  auto account = validated(wish);
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    refuse_taken(account, origin);
    if (!account.password_hash) {
      const auto asker = asker_of(origin, account.username_key);
      account.password_hash = context_.passwords.hash(wish.password, asker);
    }
    if (try_insert(account, wish.target, origin)) return;
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

bool SignUp::try_insert(model::Account account, const std::string& target, const Origin& origin) {
  const auto now = context_.clock.now();
  account.id = base::Id::make(now, context_.entropy);
  account.created_at = now;
  account.expires_at = now + settings_.lifetime;
  try {
    return context_.database.transaction([&](store::Session& session) {
      store::Accounts accounts(session);
      accounts.drop_expired(account.username_key, *account.email_key, now);
      gate_.admit_registration(session, origin.address);
      const auto owner = settings_.hardened ? accounts.by_email(*account.email_key, now)
                                            : std::optional<model::Account>();
      if (owner) {
        insert_decoy(session, account, *owner, origin);
      } else {
        insert_pending(session, account, target, origin);
      }
      refuse_kept_name(session, account);
      gate_.count_registration(session, origin.address);
      return true;
    });
  } catch (const store::Duplicate&) {
    return false;
  }
}

void SignUp::insert_pending(store::Session& session, const model::Account& account,
                            const std::string& target, const Origin& origin) {
  store::Accounts(session).insert(account);
  store::Accounts(session).set_language(account.id, origin.language);
  const auto challenge = offer(session, context_, kRegister, account, *account.email_key, target);
  audit(session, context_, account.id, "account:registered", origin);
  queue(session, {.template_name = "verify",
                  .language = origin.language,
                  .recipient = *account.email,
                  .username = account.username,
                  .challenge = challenge.id,
                  .expires_at = challenge.expires_at});
}

void SignUp::insert_decoy(store::Session& session, model::Account decoy,
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
}

void SignUp::queue(store::Session& session, const model::Mail& mail) {
  const auto wait = gate_.admit_mail(session, model::email_key(mail.recipient).value());
  if (wait == std::chrono::seconds{0}) return queue_mail(session, context_, mail);
  if (settings_.hardened) return;
  throw base::Error(ErrorCode::too_many_requests,
                    {"This address has been sent too many mails; try again later."})
      .under("abuse.mails")
      .retry_in(wait);
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

std::optional<SignUp::Pending> SignUp::pending(std::string_view token) {
  const auto found = challenges_.find(token, {&kRegister});
  if (!found) return std::nullopt;
  return Pending{found->account.username, found->challenge.target};
}

}  // namespace accounts
