#include "wiring/token_api.h"

#include "accounts/identity/plain_accounts.h"
#include "accounts/issuers/jwt_tokens.h"
#include "accounts/issuers/key_ring.h"
#include "token/about.h"
#include "token/authentication.h"
#include "token/errors.h"
#include "token/tokens.h"
#include "token/users.h"
#include "wiring/process.h"
#include "wiring/site.h"
#include "wiring/use_cases.h"

namespace wiring {

namespace {

bool is_hardened(const Process& process) {
  return process.config.token.mode == config::Mode::hardened;
}

accounts::JwtTokens::Settings jwt_settings(const Process& process) {
  return {.hardened = is_hardened(process),
          .issuer = config::token_issuer(process.config),
          .access_lifetime = process.config.token.access_lifetime,
          .refresh_lifetime = process.config.token.refresh_lifetime};
}

}  // namespace

struct TokenApi::Made {
  Made(const Process& process, UseCases& use, const Site& site)
      : jwt_tokens(use.context, *use.gate, use.signing_keys->tokens(), jwt_settings(process)),
        authentication({.tokens = jwt_tokens, .hardened = is_hardened(process)}),
        about({.keys = use.signing_keys->tokens()}),
        tokens(
            {.tokens = jwt_tokens, .hardened = is_hardened(process), .origin_of = site.origin_of}),
        users({.accounts = *use.plain_accounts,
               .authentication = authentication,
               .hardened = is_hardened(process),
               .origin_of = site.origin_of}) {}

  accounts::JwtTokens jwt_tokens;

  token::Authentication authentication;
  token::About about;
  token::Tokens tokens;
  token::Users users;
};

TokenApi::TokenApi(Process& process, UseCases& use, const Site& site)
    : made_(std::make_unique<Made>(process, use, site)) {}

TokenApi::~TokenApi() = default;

router::ErrorShape TokenApi::error_shape() const { return token::show_error; }

void TokenApi::mount(guards::Api api) {
  made_->about.mount(api);
  made_->tokens.mount(api);
  made_->users.mount(api);
}

const token::Authentication& TokenApi::authentication() const { return made_->authentication; }

}  // namespace wiring
