#include "oauth/authentication.h"

#include <algorithm>
#include <functional>
#include <vector>

#include "base/text.h"
#include "grants/errors.h"

namespace oauth_api {

namespace {

constexpr std::string_view kOAuth = "oauth ";

void add(std::vector<std::string_view>& tokens, const gateway::Fields& fields) {
  for (const auto* name : {"access_token", "oauth_token"}) {
    for (const auto value : fields.all(name)) tokens.push_back(value);
  }
}

std::optional<std::string_view> token_in_header(const gateway::Request& request) {
  if (const auto token = request.bearer_token()) return token;
  const auto header = request.authorization().value_or("");
  if (!base::equals_ignoring_case(header.substr(0, kOAuth.size()), kOAuth)) return std::nullopt;
  return base::trimmed(header.substr(kOAuth.size()));
}

/// The one token that all places agree on. One that is empty says nothing beside another.
std::optional<std::string> agreed(std::vector<std::string_view> tokens) {
  std::sort(tokens.begin(), tokens.end(), std::greater());
  tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
  if (tokens.size() > 1 && tokens.back().empty()) tokens.pop_back();
  if (tokens.size() > 1) throw grants::invalid_request("There is more than one access token.");
  return tokens.empty() ? std::nullopt : std::optional(std::string(tokens.front()));
}

}  // namespace

std::optional<std::string> presented_token(const gateway::Request& request, bool hardened) {
  std::vector<std::string_view> tokens;
  add(tokens, request.query);
  if (hardened && !tokens.empty()) {
    throw grants::invalid_request("A token must not be in the query; send it in Authorization.");
  }
  const auto form = request.form();
  add(tokens, form);
  if (const auto token = token_in_header(request)) tokens.push_back(*token);
  return agreed(std::move(tokens));
}

}  // namespace oauth_api
