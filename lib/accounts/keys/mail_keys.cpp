#include "accounts/keys/mail_keys.h"

#include "model/account.h"
#include "store/accounts.h"
#include "store/database.h"
#include "store/pgp_keys.h"

namespace accounts {

std::optional<std::string> MailKeys::find(const std::string& address, base::Time written_at) {
  const auto email = model::email_key(address);
  if (!email) return std::nullopt;
  return database_.read([&](store::Session& session) -> std::optional<std::string> {
    store::Accounts accounts(session);
    const auto owner = accounts.by_email(*email, clock_.now());
    if (!owner || owner->state == model::AccountState::pending || !owner->pgp_key) return {};
    if (!accounts.preferred_key_before(owner->id, written_at)) return {};
    const auto key = store::PgpKeys(session).find(*owner->pgp_key, owner->id);
    if (!key || model::has_expired(*key, clock_.now())) return {};
    return key->key;
  });
}

}  // namespace accounts
