#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "accounts/origin.h"
#include "accounts/proof/signature_check.h"
#include "grants/issuance.h"
#include "model/oauth.h"

namespace grants {

/// A request to the token endpoint, as the HTTP layer has read it.
struct TokenRequest {
  using Find = std::function<std::optional<std::string>(std::string_view name)>;
  using SignedHeaders = std::function<accounts::SignedRequest()>;

  Find find;                            ///< a parameter; nothing: absent or empty
  SignedHeaders signed_headers;         ///< those of the request, read on demand
  std::optional<model::Client> client;  ///< the authenticated client; nothing where none is needed
  accounts::Origin origin;

  std::string text(std::string_view name) const { return find(name).value_or(""); }
  /// Refuses: invalid_request (it is missing).
  std::string required(std::string_view name) const;
};

/// A grant type of the token endpoint (RFC 6749 section 4): one file each, and one line in
/// `grant_types.cpp`. The endpoint authenticates the client, checks that it is registered for the
/// grant type, and makes the answer; a grant type turns what the client presents into a grant.
class GrantType {
 public:
  /// Who may ask, and where the client's credentials are.
  enum class ClientRule {
    any,           ///< a client, in the header Authorization or in the body
    confidential,  ///< likewise, one that has a secret: a public client proves nothing
    optional,      ///< in the body or not at all, since Authorization holds a signature
  };

  virtual ~GrantType() = default;

  /// The value of the parameter `grant_type`.
  virtual std::string_view name() const = 0;

  virtual ClientRule client_rule() const { return ClientRule::any; }

  /// `request.client` is set unless the rule is `optional`, and may use the grant type.
  virtual Outcome give(const TokenRequest& request) = 0;
};

}  // namespace grants
