#include "portal/same_site.h"

#include "base/error.h"
#include "base/url.h"

namespace portal {

namespace {

bool shares(std::string_view origin, const std::string& domain) {
  if (domain.empty()) return false;
  const auto url = base::Url::parse(origin);
  if (!url || !url->authority) return false;
  const auto host = url->authority->host;
  return host == domain || host.ends_with("." + domain);
}

}  // namespace

bool may_read(std::string_view origin, const CookieScope& scope) {
  const bool safe = origin.starts_with("https://") || scope.origin.starts_with("http://");
  return origin == scope.origin || (safe && shares(origin, scope.domain));
}

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
