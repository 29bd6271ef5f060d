#pragma once

#include <string>

#include "accounts/identity/address_change.h"
#include "accounts/identity/recovery.h"
#include "accounts/proof/browser_sign_in.h"
#include "accounts/proof/sessions.h"
#include "accounts/proof/signature_check.h"
#include "service.h"
#include "store/grants.h"

/// What people at a browser do with their accounts, over a service. "ada" is active, her password
/// is "secret" and her address ada@example.org.
struct FrontDoor {
  explicit FrontDoor(Service& of) : service(of) {}

  /// Signs in with a browser; the cookie's text.
  std::string cookie_of(const std::string& login, const std::string& password = "secret",
                        const std::string& address = "192.0.2.1") {
    return sign_in.with_password(login, password, from(address), {"Browser/1.0"});
  }

  bool lives(const std::string& cookie) { return sessions.authenticate(cookie).has_value(); }

  /// A grant with one access token, as somebody at the token endpoint gets it; the grant's id.
  base::Id allow(const std::string& username, std::string_view type);
  bool is_allowed(const base::Id& grant);

  Service& service;
  accounts::Sessions sessions{service.context, {}};
  accounts::SignatureCheck signatures{service.context, service.gate, {}};
  accounts::BrowserSignIn sign_in{service.context, service.gate, sessions, signatures};
  accounts::Recovery recovery{service.context, service.gate};
  accounts::AddressChange addresses{service.context, service.gate};
};

struct FrontDoorFixture : ServiceFixture {
  FrontDoorFixture() { service.make_active("ada"); }
  FrontDoor door{service};
};
