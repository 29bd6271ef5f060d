#include "accounts/mails.h"

#include "accounts/challenges.h"
#include "accounts/context.h"
#include "accounts/origin.h"
#include "base/text.h"
#include "model/browser.h"
#include "model/mail_kind.h"
#include "store/accounts.h"
#include "store/challenges.h"
#include "store/outbox.h"
#include "store/warnings.h"

namespace accounts {
namespace {

constexpr long kMostOfAKind = 5;
constexpr std::chrono::hours kWindow{1};
constexpr std::size_t kLongestAddress = 64;
constexpr auto kMoreOfIt = "more-changes";

/// What of its words can be shown.
std::string shown(const std::string& address) {
  return base::has_control(address) ? "" : address.substr(0, kLongestAddress);
}

// An address that the account had before goes first: the one that it has now may be that of
// whoever has moved it there.
bool may_lead_back(store::Session& session, const Context& context, const model::Account& account) {
  return !store::Challenges(session).has_other(account.id, kTakeBack.name, *account.email,
                                               context.clock.now());
}

bool leads_back_already(store::Session& session, const Context& context,
                        const model::Account& account) {
  return store::Challenges(session).has(account.id, kTakeBack.name, *account.email,
                                        context.clock.now());
}

void add_way_back(store::Session& session, const Context& context, const model::Account& account,
                  model::Mail& mail) {
  const auto challenge = offer(session, context, kTakeBack, account, *account.email);
  mail.challenge = challenge.id;
  mail.expires_at = challenge.expires_at;
}

}  // namespace

void queue_mail(store::Session& session, const Context& context, const model::Mail& mail) {
  const auto now = context.clock.now();
  store::Outbox(session).insert({.id = base::Id::make(now, context.entropy),
                                 .channel = "mail",
                                 .payload = model::to_payload(mail),
                                 .created_at = now,
                                 .due_at = now,
                                 .last_error = {}});
}

void queue_mail_to(store::Session& session, const Context& context, const model::Account& account,
                   model::Mail mail) {
  if (!account.email) return;
  mail.recipient = *account.email;
  mail.username = account.username;
  const auto kind = model::mail_kind(mail.template_name);
  const bool twice = kind.for_security && !kind.in_plain && account.pgp_key &&
                     store::Accounts(session).has_unproved_key(account.id);
  if (twice) {
    auto plain = mail;
    plain.in_plain = true;
    queue_mail(session, context, plain);
  }
  queue_mail(session, context, mail);
}

void tell_owner(store::Session& session, const Context& context, const model::Account& account,
                const std::string& template_name, const std::string& detail, const Origin& origin,
                WayBack way_back) {
  if (!account.email || account.state == model::AccountState::pending) return;
  const auto times = store::Warnings(session).count(account.id, template_name, *account.email_key,
                                                    context.clock.now(), kWindow);
  const bool back = way_back == WayBack::by_link && may_lead_back(session, context, account);
  const bool whole =
      times <= kMostOfAKind || (back && !leads_back_already(session, context, account));
  if (!whole && times > kMostOfAKind + 1) return;
  const auto language = store::Accounts(session).language_of(account.id);
  const auto browser = model::browser_of(origin.user_agent);
  model::Mail mail{.template_name = whole ? template_name : kMoreOfIt,
                   .language = language.value_or(origin.language),
                   .recipient = {},
                   .username = {},
                   .challenge = {},
                   .expires_at = {},
                   .detail = detail,
                   .address = shown(origin.address),
                   .browser = browser.name,
                   .system = browser.system};
  if (back) add_way_back(session, context, account, mail);
  queue_mail_to(session, context, account, std::move(mail));
}

}  // namespace accounts
