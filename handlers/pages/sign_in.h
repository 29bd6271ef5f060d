#pragma once

#include "guards/api.h"
#include "pages/deps.h"

namespace pages {

/// Into a session and out of it again. The form of the first page goes to
/// /authenticate/userpass, which belongs to the oauth API.
class SignIn {
 public:
  explicit SignIn(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response ask(const router::Call& call);
  gateway::Response ask_to_leave(const router::Call& call, const model::Session& session);
  gateway::Response leave(const router::Call& call, const model::Session& session);

  bool is_signed_in(const gateway::Request& request);

  const Deps& deps_;
};

/// An error as a page; whoever is not signed in goes to the page that asks who they are, and from
/// there back to where they wanted to go.
gateway::Response show_error(const Site& site, const base::Error& error,
                             const gateway::Request& request, std::string_view request_id);

}  // namespace pages
