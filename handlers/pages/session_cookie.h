#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gateway/request.h"
#include "gateway/response.h"

namespace pages {

/// The cookie of a browser's sign-in: "id"; for this host alone, HttpOnly, SameSite=Lax, Secure
/// unless public_url is http, until the browser closes. Behind https and outside of compat mode it
/// is "__Host-id", which no sub-domain can set.
class SessionCookie {
 public:
  SessionCookie(bool secure, bool host_prefix);

  /// Its text. Throws base::Error (invalid_argument) when it came twice.
  std::optional<std::string_view> read(const gateway::Request& request) const;

  gateway::Response set(gateway::Response response, std::string text) const;
  gateway::Response clear(gateway::Response response) const;

 private:
  bool secure_;
  std::string name_;
};

}  // namespace pages
