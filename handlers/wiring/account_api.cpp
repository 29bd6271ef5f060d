#include "wiring/account_api.h"

#include "account/authentication.h"
#include "account/deletion.h"
#include "account/errors.h"
#include "account/registration.h"
#include "account/sign_in.h"
#include "account/tokens.h"
#include "accounts/proof/sign_in.h"
#include "config/config.h"
#include "wiring/handlers.h"
#include "wiring/process.h"
#include "wiring/site.h"
#include "wiring/use_cases.h"

namespace wiring {

namespace {

accounts::SignIn::Settings sign_in_settings(const config::Config::Account& account) {
  return {.hardened = account.mode == config::Mode::hardened,
          .token_lifetime = account.token_lifetime};
}

}  // namespace

struct AccountApi::Made {
  Made(const Process& process, UseCases& use, const Site& site)
      : authentication(*use.account_tokens),
        sign_in(use.context, *use.gate, sign_in_settings(process.config.account)),
        deps{.sign_up = *use.sign_up,
             .sign_in = sign_in,
             .account_tokens = *use.account_tokens,
             .closure = *use.closure,
             .origin_of = site.origin_of} {}

  const account::Authentication authentication;
  accounts::SignIn sign_in;

  const account::Deps deps;
  Handlers<account::Registration, account::SignIn, account::Tokens, account::Deletion> handlers{
      deps};
};

AccountApi::AccountApi(Process& process, UseCases& use, const Site& site)
    : made_(std::make_unique<Made>(process, use, site)) {}

AccountApi::~AccountApi() = default;

router::ErrorShape AccountApi::error_shape() const { return account::show_error; }

void AccountApi::mount(guards::Api api) { made_->handlers.mount(api); }

const account::Authentication& AccountApi::authentication() const { return made_->authentication; }

}  // namespace wiring
