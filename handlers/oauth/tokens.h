#pragma once

#include <optional>

#include "grants/grant_type.h"
#include "guards/api.h"
#include "oauth/deps.h"
#include "oauth/forms.h"

namespace oauth_api {

/// Tokens for clients: given for grants, asked about, taken back (RFC 6749 section 3.2, RFC 7662,
/// RFC 7009). These routes are behind no budget: what clients prove themselves by cannot be guessed
/// at, one address may be a whole site, and the grants with passwords and signatures count what
/// fails themselves.
class Tokens {
 public:
  explicit Tokens(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  gateway::Response give_as_documented(const router::Call& call);
  gateway::Response give(const router::Call& call);
  gateway::Response introspect(const router::Call& call);
  gateway::Response revoke(const router::Call& call);

  gateway::Response give(const gateway::Request& request, Form::Body body);
  /// Nothing where the grant type wants none and none is named. `documented`: whoever names no
  /// client is answered as the oauth API's document says.
  std::optional<model::Client> client_of(const grants::GrantType& type,
                                         const gateway::Request& request, const Form& form,
                                         bool documented);
  model::Client client_of(const gateway::Request& request, const Form& form);

  const Deps& deps_;
};

}  // namespace oauth_api
