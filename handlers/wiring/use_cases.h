#pragma once

#include <memory>

#include "accounts/forward.h"

namespace accounts {
class AbuseGate;
class AddressChange;
class Closure;
class KeyRing;
class PgpKeys;
class PlainAccounts;
class Profiles;
class Sessions;
class SignUp;
class SshKeys;
class Tokens;
class Webhooks;
}  // namespace accounts

namespace crypto {
class Seal;
class WebhookSigner;
}  // namespace crypto

namespace grants {
class Access;
class Clients;
class KeptRequests;
}  // namespace grants

namespace wiring {

struct Process;

/// The use cases that more than one API asks; what one alone asks is made beside that one's
/// handlers. Whoever asks one of them includes its header.
struct UseCases {
  /// Throws base::Error (invalid_argument) for a signing key that is not to be used.
  explicit UseCases(Process& process);
  ~UseCases();

  accounts::Context& context;
  const std::unique_ptr<accounts::AbuseGate> gate;

  // Accounts, and what proves that one has one.
  const std::unique_ptr<accounts::SignUp> sign_up;
  const std::unique_ptr<accounts::Tokens> account_tokens;
  const std::unique_ptr<accounts::Sessions> sessions;
  const std::unique_ptr<accounts::Profiles> profiles;
  const std::unique_ptr<accounts::AddressChange> address_change;
  const std::unique_ptr<accounts::Closure> closure;
  const std::unique_ptr<accounts::PlainAccounts> plain_accounts;

  // What we sign with.
  const std::unique_ptr<const crypto::Seal> key_seal;
  const std::unique_ptr<accounts::KeyRing> signing_keys;

  // Programs that act for an account.
  const std::unique_ptr<grants::Clients> clients;
  const std::unique_ptr<grants::Access> access;
  const std::unique_ptr<grants::KeptRequests> kept_requests;

  // People's own keys, and who is told of what happens to accounts.
  const std::unique_ptr<accounts::SshKeys> ssh_keys;
  const std::unique_ptr<accounts::PgpKeys> pgp_keys;
  const std::unique_ptr<const crypto::WebhookSigner> webhook_signer;
  const std::unique_ptr<accounts::Webhooks> webhooks;
};

}  // namespace wiring
