#include "accounts/identity/former_name.h"

#include "crypto/digest.h"
#include "model/account.h"
#include "store/duplicate.h"
#include "store/former_names.h"

namespace accounts {
namespace {

// The address itself goes with the account.
std::string owner_of(const std::string& username_key, const std::string& email_key) {
  return email_key.empty() ? "" : crypto::sha256_hex(username_key + "\n" + email_key);
}

}  // namespace

void keep_name(store::Session& session, const model::Account& owner) {
  if (owner.state == model::AccountState::pending) return;
  const auto email_key = has_verified_address(owner) ? owner.email_key.value_or("") : "";
  store::FormerNames(session).keep(owner.username_key, owner_of(owner.username_key, email_key));
}

void refuse_kept_name(store::Session& session, const model::Account& inserted) {
  if (is_kept_name(session, inserted.username_key, inserted.email_key.value_or(""))) {
    throw store::Duplicate("former_names");
  }
}

bool is_kept_name(store::Session& session, const std::string& username_key,
                  const std::string& email_key) {
  const auto owner = store::FormerNames(session).owner_of(username_key);
  return owner && (owner->empty() || *owner != owner_of(username_key, email_key));
}

}  // namespace accounts
