#include "portal/authentication.h"

#include <algorithm>

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
constexpr std::size_t kMostTried = 4;  ///< each may cost a signature

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
  if (auto bearer = bearer_of(request)) return verified(*std::move(bearer));
  auto cookies = request.cookies.all(kCookie);
  if (cookies.empty()) throw no_token();
  if (changes_something(request)) require_own_site(request, deps_.scope);
  cookies.resize(std::min(cookies.size(), kMostTried));
  return by_cookie(cookies);
}

// A program beside us may have set one of the same name. Two that are good, and stand for two
// people, are none: one of them was planted.
Authentication::Checked Authentication::by_cookie(
    const std::vector<std::string_view>& cookies) const {
  std::vector<Checked> good;
  Error refusal = no_token();
  for (const auto cookie : cookies) try {
      good.push_back(verified(opened(cookie)));
    } catch (const Error& error) {
      if (error.code() != ErrorCode::unauthorized) throw;
      refusal = error;
    }
  if (good.empty()) throw Error(refusal);
  const bool agree = std::all_of(good.begin(), good.end(), [&](const Checked& each) {
    return each.claims.subject == good.front().claims.subject;
  });
  if (!agree) throw no_token();
  return std::move(good.front());
}

Authentication::Checked Authentication::verified(std::string token) const {
  auto claims = deps_.tokens.verify(token);
  return {std::move(token), std::move(claims)};
}

std::string Authentication::opened(std::string_view cookie) const {
  if (auto token = deps_.tokens.open(cookie)) return *std::move(token);
  throw no_token();
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
