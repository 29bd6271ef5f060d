#include "portal/sessions.h"

#include "base/error.h"
#include "portal/authentication.h"

namespace portal {

using base::Error;
using base::ErrorCode;
using gateway::Cookie;
using gateway::Method;
using gateway::Response;
using guards::Access;

void Sessions::mount(guards::Api& api) {
  api.add(*this, {{Method::post, "/login", Access::upstream_token, &Sessions::log_in},
                  {Method::post, "/logout", Access::upstream_token, &Sessions::log_out}});
}

Response Sessions::log_in(const router::Call& /*call*/, const guards::UpstreamCaller& caller) {
  const auto expires_at = required_expiry(caller.expires_at, ErrorCode::invalid_argument);
  auto value = tokens_.seal(caller.token);
  if (value.size() > kLongestCookie) {
    throw Error(ErrorCode::invalid_argument,
                {"The token is too long for a cookie; send it as a bearer token instead."})
        .under("token.too_long");
  }
  const auto max_age = static_cast<long>(tokens_.remaining(expires_at).count());
  return Response::no_content().with_cookie(
      {std::string(kCookie), std::move(value), max_age, true, scope_.domain});
}

Response Sessions::log_out(const router::Call& /*call*/, const guards::UpstreamCaller& caller) {
  required_expiry(caller.expires_at, ErrorCode::unauthorized);
  return Response::no_content().with_cookie(no_cookie(scope_));
}

Cookie no_cookie(const CookieScope& scope) {
  return {std::string(kCookie), "", 0, true, scope.domain};
}

}  // namespace portal
