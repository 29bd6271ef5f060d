#include "wiring/account_api.h"

#include "account/authentication.h"
#include "account/deletion.h"
#include "account/errors.h"
#include "account/registration.h"
#include "account/tokens.h"
#include "accounts/proof/sign_in.h"
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
      : sign_in(use.context, *use.gate, sign_in_settings(process.config.account)),
        registration({.sign_up = *use.sign_up, .origin_of = site.origin_of}),
        authentication({.sign_in = sign_in, .origin_of = site.origin_of}),
        tokens({.tokens = *use.tokens, .origin_of = site.origin_of}),
        deletion({.closure = *use.closure, .origin_of = site.origin_of}) {}

  accounts::SignIn sign_in;

  account::Registration registration;
  account::Authentication authentication;
  account::Tokens tokens;
  account::Deletion deletion;
};

AccountApi::AccountApi(Process& process, UseCases& use, const Site& site)
    : made_(std::make_unique<Made>(process, use, site)) {}

AccountApi::~AccountApi() = default;

router::ErrorShape AccountApi::error_shape() const { return account::show_error; }

void AccountApi::mount(guards::Api api) {
  made_->registration.mount(api);
  made_->authentication.mount(api);
  made_->tokens.mount(api);
  made_->deletion.mount(api);
}

}  // namespace wiring
