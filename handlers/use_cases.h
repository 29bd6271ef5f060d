#pragma once

#include "accounts/address_change.h"
#include "accounts/audit_log.h"
#include "accounts/browser_sign_in.h"
#include "accounts/closure.h"
#include "accounts/identities.h"
#include "accounts/jwt_tokens.h"
#include "accounts/key_ring.h"
#include "accounts/owner_check.h"
#include "accounts/pgp_keys.h"
#include "accounts/plain_accounts.h"
#include "accounts/profile_change.h"
#include "accounts/profiles.h"
#include "accounts/public_keys.h"
#include "accounts/recovery.h"
#include "accounts/sessions.h"
#include "accounts/sign_in.h"
#include "accounts/sign_up.h"
#include "accounts/signature_check.h"
#include "accounts/ssh_keys.h"
#include "accounts/tokens.h"
#include "accounts/upstream_tokens.h"
#include "accounts/usage.h"
#include "accounts/webhooks.h"
#include "crypto/seal.h"
#include "oauth/access.h"
#include "oauth/authorization.h"
#include "oauth/clients.h"
#include "oauth/delegation.h"
#include "oauth/exchange.h"
#include "oauth/grants.h"
#include "oauth/id_tokens.h"
#include "oauth/token_endpoint.h"
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
  oauth::IdTokens id_tokens;
  oauth::Clients clients;
  oauth::Access access;
  oauth::Authorization authorization;
  oauth::TokenEndpoint token_endpoint;
  oauth::Exchange exchange;
  oauth::Delegation delegation;
  oauth::Grants grants;

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
