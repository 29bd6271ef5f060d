#include "portal/authentication.h"

#include "base/error.h"
#include "base/text.h"
#include "portal/same_site.h"

namespace portal {

using base::Error;
using base::ErrorCode;
using gateway::Method;
using gateway::Request;

namespace {

constexpr std::string_view kScheme = "Bearer";

/// What follows the one "Bearer" of the header, whatever stands before it. Any other header is none
/// of ours: the cookie then counts.
std::optional<std::string> bearer_of(const Request& request) {
  const auto header = request.authorization();
  if (!header) return std::nullopt;
  const auto scheme = header->find(kScheme);
  if (scheme == header->npos) return std::nullopt;
  const auto rest = header->substr(scheme + kScheme.size());
  if (rest.find(kScheme) != rest.npos) return std::nullopt;
  return std::string(base::trimmed(rest));
}

/// Two cookies of the name are none: one of them was planted.
std::optional<std::string_view> cookie_of(const Request& request) {
  const auto cookies = request.cookies.all(kCookie);
  if (cookies.size() != 1) return std::nullopt;
  return cookies.front();
}

bool changes_something(const Request& request) {
  return request.method != Method::get && request.method != Method::head;
}

Error no_token() {
  return Error(ErrorCode::unauthorized,
               {"Send a JWT of the identity provider in the header \"Authorization: Bearer ...\"."})
      .under("token.missing");
}

}  // namespace

guards::UpstreamCaller Authentication::by_token(const Request& request) const {
  auto checked = check(request);
  return {std::move(checked.token), checked.claims.expires_at};
}

guards::PortalCaller Authentication::by_account(const Request& request) const {
  auto claims = check(request).claims;
  required_expiry(claims.expires_at, ErrorCode::unauthorized);
  const auto account = deps_.identities.account_of(claims, deps_.origin_of(request));
  return {account, std::move(claims.subject)};
}

Authentication::Checked Authentication::check(const Request& request) const {
  auto token = presented(request);
  if (!token) throw no_token();
  auto claims = deps_.tokens.verify(*token);
  return {*std::move(token), std::move(claims)};
}

std::optional<std::string> Authentication::presented(const Request& request) const {
  if (auto bearer = bearer_of(request)) return bearer;
  const auto cookie = cookie_of(request);
  if (!cookie) return std::nullopt;
  if (changes_something(request)) require_own_site(request, deps_.scope);
  return deps_.tokens.open(*cookie);
}

base::Time required_expiry(const std::optional<base::Time>& expires_at, ErrorCode without) {
  if (expires_at) return *expires_at;
  throw Error(without, {"The token never expires; it needs the claim \"exp\"."})
      .under("token.no_expiry");
}

bool claims(const Request& request) {
  return bearer_of(request) || !request.cookies.all(kCookie).empty();
}

}  // namespace portal
