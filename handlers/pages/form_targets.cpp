#include "pages/form_targets.h"

#include <algorithm>

#include "base/text.h"
#include "pages/behind.h"

namespace pages {
namespace {

/// RFC 3986 section 3.1; anything else could add words to the policy.
bool is_scheme(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  };
  return !text.empty() && text.front() >= 'a' && text.front() <= 'z' &&
         std::all_of(text.begin(), text.end(), fits);
}

}  // namespace

std::string form_targets(std::string_view redirect_uri) {
  const auto colon = redirect_uri.find(':');
  if (colon == redirect_uri.npos) return "";
  const auto scheme = base::ascii_lower(redirect_uri.substr(0, colon));
  if (!is_scheme(scheme) || scheme == "urn") return "";
  return scheme == "https" ? " https:" : " https: " + scheme + ":";
}

std::string form_targets_behind(std::string_view target) {
  const auto query = query_behind(target);
  if (query.all("client_id").empty()) return "";
  const auto uris = query.all("redirect_uri");
  return uris.empty() ? " https:" : form_targets(uris.front());
}

}  // namespace pages
