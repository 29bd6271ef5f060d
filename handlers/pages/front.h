#pragma once

#include "accounts/identity/profiles.h"
#include "accounts/proof/sessions.h"
#include "guards/api.h"
#include "pages/session_cookie.h"
#include "pages/site.h"

namespace pages {

/// The front page: the ways in or, for somebody who is signed in, who they are here, what is due,
/// and the ways on.
class Front {
 public:
  struct Deps {
    const Site& site;
    accounts::Sessions& sessions;
    accounts::Profiles& profiles;
    const SessionCookie& cookie;
  };
  explicit Front(Deps deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response show(const router::Call& call);
  gateway::Response show_home(const router::Call& call, const model::Session& session);

  Deps deps_;
};

}  // namespace pages
