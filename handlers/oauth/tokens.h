#pragma once

#include <optional>

#include "oauth/access.h"
#include "oauth/clients.h"
#include "oauth/parameters.h"
#include "oauth/token_endpoint.h"
#include "origin.h"
#include "router/router.h"

namespace oauth_api {

/// Tokens for clients: given for grants, asked about, taken back (RFC 6749 section 3.2, RFC 7662,
/// RFC 7009). These routes are behind no budget: what clients prove themselves by cannot be guessed
/// at, one address may be a whole site, and the grants with passwords and signatures count what
/// fails themselves.
class Tokens {
 public:
  struct Deps {
    oauth::Clients& clients;
    oauth::TokenEndpoint& tokens;
    oauth::Access& access;
    bool hardened;
    OriginOf origin_of;
    std::string issuer;
  };
  explicit Tokens(Deps deps) : deps_(std::move(deps)) {}

  void mount(router::Api& api);

 private:
  struct Asked;
  struct Grant;
  static const Grant* grant_named(std::string_view name);

  gateway::Response give_as_documented(const router::Call& call);
  gateway::Response give(const router::Call& call);
  gateway::Response introspect(const router::Call& call);
  gateway::Response revoke(const router::Call& call);

  gateway::Response give(const gateway::Request& request, Parameters::Body body);
  oauth::Issued by_code(const Asked& asked);
  oauth::Issued by_refresh_token(const Asked& asked);
  oauth::Issued by_client(const Asked& asked);
  oauth::Issued by_password(const Asked& asked);
  oauth::Issued by_signature(const Asked& asked);

  model::Client client_of(const Asked& asked);
  model::Client client_of(const gateway::Request& request, const Parameters& parameters);

  Deps deps_;
};

}  // namespace oauth_api
