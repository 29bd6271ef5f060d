#include "meta/authentication.h"

#include "base/error.h"
#include "base/text.h"

namespace meta {

using base::Error;
using base::ErrorCode;
using router::Access;

namespace {

Error unauthorized(const char* reason) { return Error(ErrorCode::unauthorized, {reason}); }

/// The token of "token x" or "Bearer x".
std::string_view presented(const gateway::Request& request) {
  const auto credentials = request.authorization().value_or("");
  const auto blank = credentials.find(' ');
  const auto scheme = credentials.substr(0, blank);
  if (!base::equals_ignoring_case(scheme, "token") &&
      !base::equals_ignoring_case(scheme, "bearer")) {
    throw unauthorized("No authorization supplied (expected an OAuth token)");
  }
  const auto token = blank == credentials.npos ? std::string_view() : credentials.substr(blank + 1);
  if (token.empty() || token.find(' ') != token.npos) {
    throw unauthorized("Invalid authorization supplied");
  }
  return token;
}

/// The scope that a row is named after; empty: any token will do.
std::string_view scope_for(Access access) {
  return access == Access::scoped_token ? std::string_view() : router::name_of(access);
}

}  // namespace

router::Caller Authentication::admit(Access access, const gateway::Request& request) const {
  const auto holder = deps_.access.validate(presented(request));
  if (!holder || holder->token.account.is_nil()) {
    throw unauthorized("Invalid or expired OAuth token");
  }
  const auto& token = holder->token;
  const auto needed = scope_for(access);
  if (!needed.empty() && !token.scopes.fulfil(needed)) {
    throw Error(ErrorCode::forbidden,
                {"Your OAuth token is not permitted to use this endpoint (needs " +
                 std::string(needed) + ")"});
  }
  router::Caller caller{token.account, token.id};
  caller.grant = token.grant;
  caller.scopes = token.scopes.text();
  caller.client = token.client;
  caller.username = holder->username;
  return caller;
}

}  // namespace meta
