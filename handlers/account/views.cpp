#include "account/views.h"

#include "base/clock.h"
#include "json/json.h"

namespace account {

std::string token_view(std::string_view token) { return json::dump({{"token", token}}); }

std::string tokens_view(const std::vector<accounts::Tokens::Listed>& tokens) {
  auto pairs = json::Value::array();
  for (const auto& token : tokens) {
    pairs.push_back(json::Value::array({token.text, base::to_seconds(token.expires_at)}));
  }
  return json::dump({{"tokens", pairs}});
}

std::string conflict_view(std::string_view conflict) {
  return json::dump({{"conflict", conflict}});
}

}  // namespace account
