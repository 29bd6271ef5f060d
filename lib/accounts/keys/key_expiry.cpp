#include "accounts/keys/key_expiry.h"

#include <map>

#include "accounts/context.h"
#include "accounts/mails.h"
#include "base/calendar.h"
#include "model/account.h"
#include "model/message.h"
#include "store/accounts.h"
#include "store/pgp_keys.h"

namespace accounts {
namespace {

constexpr std::chrono::days kBefore{14};
constexpr int kAtOnce = 100;

/// Of each account, its keys as the mail shows them: "4E1F... (2026-12-15)".
using Told = std::map<base::Id, std::string>;

void add(std::string& list, const model::PgpKey& key) {
  if (!list.empty()) list += ", ";
  list += key.fingerprint + " (" + base::date_of(*key.expires_at) + ")";
}

void queue(store::Session& session, const Context& context, const base::Id& account,
           const std::string& keys) {
  store::Accounts accounts(session);
  const auto owner = accounts.by_id(account, context.clock.now());
  if (!owner || !model::has_verified_address(*owner)) return;
  queue_mail_to(session, context, *owner,
                {.template_name = "pgp-key-expiring",
                 .language = accounts.language_of(account).value_or(""),
                 .recipient = {},
                 .username = {},
                 .challenge = {},
                 .expires_at = {},
                 .detail = keys});
}

}  // namespace

// Reads before it writes, so that an idle process takes no lock. A key that expired while nobody
// looked is told of for as long again.
bool KeyExpiry::tell() {
  const auto now = context_.clock.now();
  const auto found = context_.database.read([&](store::Session& session) {
    return store::PgpKeys(session).expiring(now - kBefore, now + kBefore, kAtOnce);
  });
  if (found.empty()) return false;
  context_.database.transaction([&](store::Session& session) {
    Told told;
    for (const auto& key : found) {
      if (store::PgpKeys(session).tell_expiry(key.id, now)) add(told[key.account], key);
    }
    for (const auto& [account, keys] : told) queue(session, context_, account, keys);
  });
  return found.size() == kAtOnce;
}

}  // namespace accounts
