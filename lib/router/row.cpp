#include "router/row.h"

#include <algorithm>

namespace router {

std::string_view name_of(Access access) {
  switch (access) {
    case Access::anyone:
      return "anyone";
    case Access::gated:
      return "gated";
    case Access::proving:
      return "proving";
    case Access::account_token:
      return "account_token";
    case Access::user_token:
      return "user_token";
    case Access::password_token:
      return "password_token";
    case Access::upstream_token:
      return "upstream_token";
    case Access::portal_account:
      return "portal_account";
    case Access::session:
      return "session";
    case Access::session_form:
      return "session_form";
    case Access::scoped_token:
      return "scoped_token";
    case Access::profile_read:
      return "profile:read";
    case Access::profile_write:
      return "profile:write";
    case Access::audit_read:
      return "audit:read";
    case Access::keys_read:
      return "keys:read";
    case Access::keys_write:
      return "keys:write";
  }
  return "unknown";
}

std::string_view Call::segment(std::string_view name) const {
  const auto found = std::find_if(segments.begin(), segments.end(),
                                  [&](const auto& segment) { return segment.first == name; });
  return found == segments.end() ? std::string_view{} : found->second;
}

}  // namespace router
