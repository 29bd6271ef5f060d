#include "use_cases.h"

#include "aliases.h"
#include "config/config.h"
#include "links.h"
#include "meta/resources.h"
#include "signing.h"
#include "upstream.h"

namespace {

bool is_hardened(config::Mode mode) { return mode == config::Mode::hardened; }

accounts::AbuseGate::Budgets budgets_of(const config::Config::Abuse& abuse) {
  return {.failures_per_address = abuse.failures_per_address,
          .failures_per_account = abuse.failures_per_account,
          .registrations_per_address = abuse.registrations_per_address,
          .recoveries_per_address = abuse.recoveries_per_address,
          .mails_per_recipient = abuse.mails_per_recipient,
          .window = abuse.window};
}

accounts::SignUp::Settings sign_up_settings(const config::Config::Account& account) {
  return {.hardened = is_hardened(account.mode), .lifetime = account.registration_lifetime};
}

accounts::SignIn::Settings sign_in_settings(const config::Config::Account& account) {
  return {.hardened = is_hardened(account.mode), .token_lifetime = account.token_lifetime};
}

accounts::JwtTokens::Settings jwt_settings(const config::Config& config) {
  return {.hardened = is_hardened(config.token.mode),
          .issuer = config::token_issuer(config),
          .access_lifetime = config.token.access_lifetime,
          .refresh_lifetime = config.token.refresh_lifetime};
}

grants::TokenEndpoint::Settings token_settings(const config::Config& config) {
  return {.access_lifetime = config.oauth.access_lifetime,
          .refresh_lifetime = config.oauth.refresh_lifetime,
          .refresh_grace = config.oauth.refresh_grace,
          .aliases = aliases_of(config)};
}

grants::Exchange::Settings exchange_settings(const config::Config& config) {
  return {.token_lifetime = config.meta.token_lifetime, .aliases = aliases_of(config)};
}

}  // namespace

UseCases::UseCases(const Parts& parts)
    : context{parts.database, parts.clock, parts.entropy,   parts.passwords,
              parts.tokens,   parts.terms, meta::payload_of},
      gate(context, budgets_of(parts.config.abuse)),
      sign_up(context, gate, sign_up_settings(parts.config.account)),
      sign_in(context, gate, sign_in_settings(parts.config.account)),
      tokens(context),
      closure(context),
      profiles(context),
      recovery(context, gate),
      address_change(context, gate),
      sessions(context,
               {.idle = parts.config.session.idle, .lifetime = parts.config.session.lifetime}),
      signatures(context, gate, {.window = parts.config.oauth.signature_window}),
      browser_sign_in(context, gate, sessions, signatures),
      owner_check(context, gate),
      key_seal(parts.secret, kSigningKeySeal, parts.entropy),
      signing_keys(context, key_seal, signing_settings(parts.config)),
      jwt_tokens(context, gate, signing_keys.tokens(), jwt_settings(parts.config)),
      plain_accounts(context, gate, {.hardened = is_hardened(parts.config.token.mode)}),
      upstream_keys(parts.database, parts.clock, parts.key_source,
                    upstream_key_settings(parts.config)),
      cookie_seal(parts.secret, kUpstreamCookieSeal, parts.entropy),
      upstream_tokens(upstream_keys, parts.terms, cookie_seal,
                      upstream_token_settings(parts.config)),
      identities(context),
      usage(context),
      id_tokens(parts.clock, signing_keys.id_tokens(),
                {.issuer = issuer(parts.config), .lifetime = parts.config.oauth.access_lifetime}),
      clients(context),
      access(context),
      authorization(context, clients,
                    {.issuer = issuer(parts.config),
                     .code_lifetime = parts.config.oauth.code_lifetime,
                     .aliases = aliases_of(parts.config)}),
      token_endpoint(context, gate, signatures, id_tokens, token_settings(parts.config)),
      exchange(context, clients, exchange_settings(parts.config)),
      delegation(context, clients),
      grants(context, aliases_of(parts.config)),
      profile_change(context, address_change),
      ssh_keys(context),
      pgp_keys(context, budgets_of(parts.config.abuse), parts.key_slots),
      public_keys(context),
      audit_log(context),
      webhook_signer(parts.secret),
      webhooks(context, webhook_signer,
               {.allow_private = parts.config.meta.allow_private_webhooks}) {}
