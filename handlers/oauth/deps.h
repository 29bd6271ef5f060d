#pragma once

#include <string>

#include "origin.h"
#include "pages/asked.h"

namespace accounts {
class BrowserSignIn;
class Profiles;
class Sessions;
class Tokens;
}  // namespace accounts

namespace grants {
class Access;
class Authorization;
class Clients;
class TokenEndpoint;
}  // namespace grants

namespace pages {
class Renderer;
class SessionCookie;
}  // namespace pages

namespace oauth_api {

/// The use cases that this API asks, and what its answers depend on. Whoever asks one of them
/// includes its header.
struct Deps {
  accounts::BrowserSignIn& browser_sign_in;
  accounts::Sessions& sessions;
  accounts::Profiles& profiles;
  accounts::Tokens& account_tokens;

  grants::Authorization& authorization;
  grants::TokenEndpoint& token_endpoint;
  grants::Clients& clients;
  grants::Access& access;

  const pages::Renderer& renderer;
  const pages::SessionCookie& cookie;
  pages::Keeper keeper;
  OriginOf origin_of;
  bool hardened;          ///< the RFCs everywhere
  bool admits_anyone;     ///< at the gate; else whoever has a verified address
  std::string issuer;     ///< public_url
  std::string base_path;  ///< of our pages: "" or "/auth"
  std::string home;       ///< where to go after a sign-in: "/settings"
};

}  // namespace oauth_api
