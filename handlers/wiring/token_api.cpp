#include "wiring/token_api.h"

#include "accounts/identity/plain_accounts.h"
#include "accounts/issuers/jwt_tokens.h"
#include "accounts/issuers/key_ring.h"
#include "config/config.h"
#include "token/about.h"
#include "token/authentication.h"
#include "token/errors.h"
#include "token/tokens.h"
#include "token/users.h"
#include "wiring/handlers.h"
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
        authentication(jwt_tokens, is_hardened(process)),
        deps{.jwt_tokens = jwt_tokens,
             .accounts = *use.plain_accounts,
             .keys = use.signing_keys->tokens(),
             .authentication = authentication,
             .origin_of = site.origin_of,
             .hardened = is_hardened(process)} {}

  accounts::JwtTokens jwt_tokens;
  token::Authentication authentication;

  const token::Deps deps;
  Handlers<token::About, token::Tokens, token::Users> handlers{deps};
};

TokenApi::TokenApi(Process& process, UseCases& use, const Site& site)
    : made_(std::make_unique<Made>(process, use, site)) {}

TokenApi::~TokenApi() = default;

router::ErrorShape TokenApi::error_shape() const { return token::show_error; }

void TokenApi::mount(guards::Api api) {
  made_->handlers.mount(api);
  api.take_multipart();  // "any method which populates flask.Request.values"
}

const token::Authentication& TokenApi::authentication() const { return made_->authentication; }

}  // namespace wiring
