#pragma once

#include <optional>
#include <string>

#include "accounts/proof/sessions.h"
#include "gateway/request.h"
#include "gateway/response.h"
#include "model/session.h"

namespace pages {

/// The cookie of a browser's sign-in: "id"; for this host alone, HttpOnly, SameSite=Lax, Secure
/// unless public_url is http, until the browser closes. Behind https and outside of compat mode it
/// is "__Host-id", which no sub-domain can set.
class SessionCookie {
 public:
  SessionCookie(bool secure, bool host_prefix);

  /// The session that it stands for, if that lives. A browser may have two of this name, as when
  /// another path or a program beside us has set one: the first that opens a session counts.
  std::optional<model::Session> find(const gateway::Request& request,
                                     accounts::Sessions& sessions) const;

  gateway::Response set(gateway::Response response, std::string text) const;
  gateway::Response clear(gateway::Response response) const;

 private:
  bool secure_;
  std::string name_;
};

}  // namespace pages
