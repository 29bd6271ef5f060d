#pragma once

#include "accounts/audit_log.h"
#include "accounts/identity/address_change.h"
#include "accounts/identity/closure.h"
#include "accounts/identity/plain_accounts.h"
#include "accounts/identity/profile_change.h"
#include "accounts/identity/profiles.h"
#include "accounts/identity/recovery.h"
#include "accounts/identity/sign_up.h"
#include "accounts/issuers/identities.h"
#include "accounts/issuers/jwt_tokens.h"
#include "accounts/issuers/key_ring.h"
#include "accounts/issuers/upstream_tokens.h"
#include "accounts/keys/pgp_keys.h"
#include "accounts/keys/public_keys.h"
#include "accounts/keys/ssh_keys.h"
#include "accounts/proof/browser_sign_in.h"
#include "accounts/proof/owner_check.h"
#include "accounts/proof/sessions.h"
#include "accounts/proof/sign_in.h"
#include "accounts/proof/signature_check.h"
#include "accounts/proof/tokens.h"
#include "accounts/usage/usage.h"
#include "accounts/webhooks/webhooks.h"
#include "crypto/seal.h"
#include "grants/access.h"
#include "grants/authorization.h"
#include "grants/clients.h"
#include "grants/delegation.h"
#include "grants/exchange.h"
#include "grants/grants.h"
#include "grants/id_tokens.h"
#include "grants/token_endpoint.h"
#include "parts.h"

/// All that the service can do, with its settings from the configuration: what the APIs and the
/// pages ask. Part of the composition root.
struct UseCases {
  /// Throws base::Error (invalid_argument) for a signing key that is not to be used.
  explicit UseCases(const Parts& parts);
  UseCases(const UseCases&) = delete;
  UseCases& operator=(const UseCases&) = delete;

  const accounts::Context context;
  accounts::AbuseGate gate;

  // Accounts, and the ways to prove that one has one.
  accounts::SignUp sign_up;
  accounts::SignIn sign_in;
  accounts::Tokens tokens;
  accounts::Closure closure;
  accounts::Profiles profiles;
  accounts::Recovery recovery;
  accounts::AddressChange address_change;
  accounts::Sessions sessions;
  accounts::SignatureCheck signatures;
  accounts::BrowserSignIn browser_sign_in;
  accounts::OwnerCheck owner_check;

  // Signed tokens, and the users of the token API.
  const crypto::Seal key_seal;
  accounts::KeyRing signing_keys;
  accounts::JwtTokens jwt_tokens;
  accounts::PlainAccounts plain_accounts;

  // People whom an identity provider vouches for, and what they use.
  accounts::UpstreamKeys upstream_keys;
  const crypto::Seal cookie_seal;
  accounts::UpstreamTokens upstream_tokens;
  accounts::Identities identities;
  accounts::Usage usage;

  // The OAuth2 server.
  grants::IdTokens id_tokens;
  grants::Clients clients;
  grants::Access access;
  grants::Authorization authorization;
  grants::TokenEndpoint token_endpoint;
  grants::Exchange exchange;
  grants::Delegation delegation;
  grants::Grants grants;

  // What owners tell of themselves, their keys, and what has happened.
  accounts::ProfileChange profile_change;
  accounts::SshKeys ssh_keys;
  accounts::PgpKeys pgp_keys;
  accounts::PublicKeys public_keys;
  accounts::AuditLog audit_log;

  // Who is told of what happens to accounts.
  const crypto::WebhookSigner webhook_signer;
  accounts::Webhooks webhooks;
};
