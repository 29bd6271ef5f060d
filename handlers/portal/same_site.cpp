#include "portal/same_site.h"

#include "base/error.h"

namespace portal {

namespace {

/// "https://app.example.org:8443" to "app.example.org".
std::string_view host_of(std::string_view origin) {
  const auto scheme = origin.find("://");
  if (scheme == origin.npos) return {};
  const auto rest = origin.substr(scheme + 3);
  return rest.substr(0, rest.find_last_of(':'));
}

bool shares(std::string_view origin, const std::string& domain) {
  if (domain.empty()) return false;
  const auto host = host_of(origin);
  return host == domain || host.ends_with("." + domain);
}

}  // namespace

void require_own_site(const gateway::Request& request, const CookieScope& scope) {
  const auto site = request.header("sec-fetch-site").value_or("");
  const auto origin = request.header("origin").value_or("");
  if (site == "same-origin" || site == "none") return;  // the browser vouches for it
  const bool known = origin == scope.origin || shares(origin, scope.domain);
  const bool no_browser = site.empty() && origin.empty();
  if (no_browser || (known && site != "cross-site")) return;
  throw base::Error(base::ErrorCode::forbidden, {"This request came from another site."})
      .under("cookie.foreign_site");
}

}  // namespace portal
