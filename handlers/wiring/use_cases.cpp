#include "wiring/use_cases.h"

#include "accounts/abuse_gate.h"
#include "accounts/identity/address_change.h"
#include "accounts/identity/closure.h"
#include "accounts/identity/plain_accounts.h"
#include "accounts/identity/profiles.h"
#include "accounts/identity/sign_up.h"
#include "accounts/issuers/key_ring.h"
#include "accounts/keys/pgp_keys.h"
#include "accounts/keys/ssh_keys.h"
#include "accounts/proof/sessions.h"
#include "accounts/proof/tokens.h"
#include "accounts/webhooks/webhooks.h"
#include "config/config.h"
#include "crypto/seal.h"
#include "crypto/webhook_signature.h"
#include "grants/access.h"
#include "grants/clients.h"
#include "grants/kept_requests.h"
#include "wiring/process.h"
#include "wiring/signing.h"

namespace wiring {

namespace {

accounts::AbuseGate::Budgets budgets_of(const config::Config::Abuse& abuse) {
  return {.failures_per_address = abuse.failures_per_address,
          .failures_per_account = abuse.failures_per_account,
          .registrations_per_address = abuse.registrations_per_address,
          .recoveries_per_address = abuse.recoveries_per_address,
          .mails_per_recipient = abuse.mails_per_recipient,
          .sign_ins_per_account = abuse.sign_ins_per_account,
          .sign_ins_per_address = abuse.sign_ins_per_address,
          .window = abuse.window};
}

accounts::SignUp::Settings sign_up_settings(const config::Config& config) {
  return {.hardened = config.account.mode == config::Mode::hardened,
          .lifetime = config.account.registration_lifetime,
          .lifetime_on_pages = config.pages.registration_lifetime};
}

accounts::Sessions::Settings session_settings(const config::Config& config) {
  return {.idle = config.session.idle, .lifetime = config.session.lifetime};
}

accounts::PlainAccounts::Settings plain_account_settings(const config::Config& config) {
  return {.hardened = config.token.mode == config::Mode::hardened};
}

accounts::Webhooks::Settings webhook_settings(const config::Config& config) {
  return {.allow_private = config.meta.allow_private_webhooks};
}

}  // namespace

UseCases::UseCases(Process& process)
    : context(process.context()),
      gate(std::make_unique<accounts::AbuseGate>(context, budgets_of(process.config.abuse))),
      sign_up(std::make_unique<accounts::SignUp>(context, *gate, sign_up_settings(process.config))),
      account_tokens(std::make_unique<accounts::Tokens>(context)),
      sessions(std::make_unique<accounts::Sessions>(context, session_settings(process.config))),
      profiles(std::make_unique<accounts::Profiles>(context)),
      address_change(std::make_unique<accounts::AddressChange>(context, *gate)),
      closure(std::make_unique<accounts::Closure>(context)),
      plain_accounts(std::make_unique<accounts::PlainAccounts>(
          context, *gate, plain_account_settings(process.config))),
      key_seal(
          std::make_unique<const crypto::Seal>(process.secret, kSigningKeySeal, process.entropy)),
      signing_keys(std::make_unique<accounts::KeyRing>(context, *key_seal,
                                                       signing_settings(process.config))),
      clients(std::make_unique<grants::Clients>(context)),
      access(std::make_unique<grants::Access>(context)),
      kept_requests(std::make_unique<grants::KeptRequests>(context)),
      ssh_keys(std::make_unique<accounts::SshKeys>(context)),
      pgp_keys(std::make_unique<accounts::PgpKeys>(context, budgets_of(process.config.abuse),
                                                   process.key_slots, process.waiting)),
      webhook_signer(std::make_unique<const crypto::WebhookSigner>(process.secret)),
      webhooks(std::make_unique<accounts::Webhooks>(context, *webhook_signer,
                                                    webhook_settings(process.config))) {}

UseCases::~UseCases() = default;

}  // namespace wiring
