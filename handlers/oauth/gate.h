#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "guards/api.h"
#include "oauth/deps.h"

namespace oauth_api {

/// What a refusal of the gate is about when its person could mend it: they have no verified
/// address.
inline constexpr std::string_view kAddressMissing = "verified_address";

/// A web server's question whether a request may pass, for nginx's auth_request and its like: 200
/// with who it is in the headers X-Auth-*, 401 for nobody, 403 for everything else, and never
/// another status. Whoever has no verified address is known, but does not pass.
class Gate {
 public:
  explicit Gate(const Deps& deps) : deps_(deps) {}

  void mount(guards::Api& api);

 private:
  /// Who wants to pass. A sign-in and a token of the account API are their owner's own, and may do
  /// whatever a scope could allow.
  struct Passer {
    std::string id;
    std::string user;
    std::string email;
    std::string client;
    std::optional<model::Scopes> scopes;  ///< of an OAuth2 token
    bool verified = false;                ///< model::has_verified_address()

    bool is_person() const { return !id.empty(); }
  };

  gateway::Response ask(const router::Call& call);
  std::optional<Passer> passer(const gateway::Request& request);
  Passer holder(std::string_view token);
  Passer owner(const base::Id& account);
  void require_admitted(const Passer& passer, const model::Scopes& needed) const;

  const Deps& deps_;
};

}  // namespace oauth_api
