#include "meta/authentication.h"

#include "base/error.h"
#include "base/text.h"

namespace meta {

using base::Error;
using base::ErrorCode;

namespace {

Error unauthorized(const char* rule) { return Error(ErrorCode::unauthorized).under(rule); }

/// The token of "token x" or "Bearer x".
std::string_view presented(const gateway::Request& request) {
  const auto credentials = request.authorization().value_or("");
  const auto blank = credentials.find(' ');
  const auto scheme = credentials.substr(0, blank);
  if (!base::equals_ignoring_case(scheme, "token") &&
      !base::equals_ignoring_case(scheme, "bearer")) {
    throw unauthorized("token.missing");
  }
  const auto token = blank == credentials.npos ? std::string_view() : credentials.substr(blank + 1);
  if (token.empty() || token.find(' ') != token.npos) {
    throw unauthorized("token.malformed");
  }
  return token;
}

}  // namespace

guards::MetaCaller Authentication::required(const gateway::Request& request,
                                            std::string_view needed) const {
  auto holder = access_.validate(presented(request));
  if (!holder || holder->token.account.is_nil()) {
    throw unauthorized("token.unknown");
  }
  auto& token = holder->token;
  if (!needed.empty() && !token.scopes.fulfil(needed)) {
    throw Error(ErrorCode::forbidden).under("token.scope").naming(std::string(needed));
  }
  return {.account = token.account,
          .username = std::move(holder->username),
          .grant = token.grant,
          .client = std::move(token.client),
          .scopes = std::move(token.scopes)};
}

}  // namespace meta
