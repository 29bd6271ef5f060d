#include "token/authentication.h"

#include <algorithm>
#include <vector>

#include "base/error.h"
#include "token/forms.h"

namespace token {

using base::Error;
using base::ErrorCode;

namespace {

constexpr std::string_view kScheme = "Bearer ";
constexpr auto kName = "access_token";

// The one token of all places; nothing when there is none, or when they do not agree.
std::optional<std::string> presented(const gateway::Request& request) {
  std::vector<std::string> tokens;
  if (const auto credentials = request.authorization()) {
    if (!credentials->starts_with(kScheme)) return std::nullopt;
    tokens.emplace_back(credentials->substr(kScheme.size()));
  }
  const auto form = request.form();
  for (const auto* fields : {&form, &request.query}) {
    for (const auto value : fields->all(kName)) tokens.emplace_back(value);
  }
  const bool agree =
      std::adjacent_find(tokens.begin(), tokens.end(), std::not_equal_to()) == tokens.end();
  return agree && !tokens.empty() ? std::optional(tokens.front()) : std::nullopt;
}

}  // namespace

std::optional<accounts::UserToken> Authentication::find(const gateway::Request& request) const {
  if (hardened_ && !request.query.all(kName).empty()) refuse_secret_in_query(kName);
  const auto token = presented(request);
  return token ? tokens_.access_token(*token) : std::nullopt;
}

accounts::UserToken Authentication::required(const gateway::Request& request) const {
  auto token = find(request);
  if (token && !tokens_.is_ended(*token)) return *std::move(token);
  throw Error(ErrorCode::unauthorized,
              {"The server could not verify that you are authorized to access the URL requested. "
               "You either supplied the wrong credentials (e.g. a bad password), or your browser "
               "doesn't understand how to supply the credentials required."})
      .under(token ? "token.ended" : "token.missing");
}

accounts::UserToken Authentication::by_password(const gateway::Request& request) const {
  auto token = required(request);
  if (token.by_password) return token;
  throw Error(ErrorCode::forbidden,
              {"You don't have the permission to access the requested resource. It is either "
               "read-protected or not readable by the server."})
      .under("token.no_password");
}

bool claims(const gateway::Request& request) {
  if (!request.query.all(kName).empty() || !request.form().all(kName).empty()) return true;
  return accounts::looks_like_user_token(request.bearer_token().value_or(""));
}

}  // namespace token
