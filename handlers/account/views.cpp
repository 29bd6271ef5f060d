#include "account/views.h"

#include "base/clock.h"
#include "json/json.h"

namespace account {

std::string token_view(std::string_view token) { return json::dump({{"token", token}}); }

// Straight as text, since programs ask for it often. A token has no character to escape.
std::string tokens_view(const std::vector<accounts::Tokens::Listed>& tokens) {
  std::string text = "{\"tokens\":[";
  for (const auto& token : tokens) {
    if (&token != &tokens.front()) text += ',';
    text.append("[\"").append(token.text).append("\",");
    text.append(std::to_string(base::to_seconds(token.expires_at))).append("]");
  }
  return text.append("]}");
}

std::string conflict_view(std::string_view conflict) {
  return json::dump({{"conflict", conflict}});
}

}  // namespace account
