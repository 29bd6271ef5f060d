#pragma once

#include "accounts/issuers/upstream_tokens.h"
#include "guards/api.h"
#include "portal/cookie.h"

namespace portal {

/// The cookie that stands for a JWT of the identity provider: set, and taken away.
class Sessions {
 public:
  Sessions(accounts::UpstreamTokens& tokens, CookieScope scope)
      : tokens_(tokens), scope_(std::move(scope)) {}

  void mount(guards::Api& api);

 private:
  gateway::Response log_in(const router::Call& call, const guards::UpstreamCaller& caller);
  gateway::Response log_out(const router::Call& call, const guards::UpstreamCaller& caller);

  accounts::UpstreamTokens& tokens_;
  const CookieScope scope_;
};

/// Takes the cookie away.
gateway::Cookie no_cookie(const CookieScope& scope);

}  // namespace portal
