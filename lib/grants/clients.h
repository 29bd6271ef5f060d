#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/forward.h"
#include "base/id.h"
#include "cache/memory.h"
#include "model/oauth.h"

/// The OAuth2 authorization server: clients, grants, codes, tokens. The RFC endpoints and every API
/// with OAuth2 use this one engine. It knows nothing of HTTP.
namespace grants {

/// The programs that may ask for access.
class Clients {
 public:
  explicit Clients(accounts::Context& context);

  /// A client that somebody wants to register.
  struct Wish {
    std::string name;
    bool is_public = false;
    bool trusted = false;
    std::vector<std::string> redirect_uris = {};
    std::vector<std::string> grants = {};  ///< empty: authorization_code and refresh_token
    std::string scopes = {};               ///< empty: those that any client may ask for
    base::Id owner = {};                   ///< nil: an operator
    bool require_verified = false;         ///< only people with a verified address
  };
  struct Made {
    model::Client client;
    std::string secret;  ///< shown only once; empty for a public client
  };
  /// Refuses, about the field (of Wish): invalid_argument (no name, or one with invisible
  /// characters; no URI for authorization_code, too many, one that may_be_registered() rejects; an
  /// unknown grant; a malformed scope, or "*"; client_credentials or password for a public client
  /// or one that an account owns; an account's client that is trusted, or wants a scope that not
  /// every client may ask for).
  Made add(const Wish& wish, const accounts::Origin& origin);

  std::optional<model::Client> find(const std::string& id);
  /// The same, as far as is remembered (see recognize()); whoever lets somebody in by it looks
  /// again.
  std::optional<model::Client> remembered(const std::string& id);

  /// Whether it is one of our own clients, as far as is remembered (see recognize()).
  bool is_trusted(const std::string& id);

  /// Whether a page of this origin (RFC 6454) may belong to a client: one has a redirect URI there.
  bool has_origin(std::string_view origin);

  std::vector<model::Client> list(const std::string& after, int limit);
  std::vector<model::Client> of_owner(const base::Id& owner);

  /// Makes a new secret; the old one ends at once. Refuses: not_found (no such client, somebody
  /// else's, or a public one). `owner` nil: an operator, who may do so with every client.
  std::string reset_secret(const std::string& id, const base::Id& owner,
                           const accounts::Origin& origin);

  /// Removes it with all its tokens, and notifies services that asked for it (revocation_url).
  /// Refuses: not_found.
  void remove(const std::string& id, const base::Id& owner, const accounts::Origin& origin);

  /// Ends every grant that the client has. Refuses: not_found.
  void revoke_grants(const std::string& id, const base::Id& owner, const accounts::Origin& origin);

  /// A client's credentials (RFC 6749 section 2.3). A public client has no secret and proves
  /// nothing.
  struct Credentials {
    std::string id;
    std::optional<std::string> secret;
  };
  /// Returns the client if its secret is right, or if it is public and gave none. Compares in
  /// constant time. Refuses: invalid_client (unknown; wrong, missing or empty secret; a secret of a
  /// public one).
  model::Client authenticate(const Credentials& credentials);

  /// As authenticate(), for questions that change nothing and are asked often: a client that was
  /// seen a moment ago is not looked up again. A change on this host counts at once, one on another
  /// host after `server.cache`.
  model::Client recognize(const Credentials& credentials);

  /// Whether this is the client's secret, in constant time; always false for a public client.
  static bool knows_secret(const model::Client& client, const std::optional<std::string>& secret);

 private:
  void end_grants(const std::string& id, const base::Id& owner, const accounts::Origin& origin);
  bool end_some(store::Session& session, const std::string& id, const accounts::Origin& origin);

  const accounts::Context& context_;
  cache::Memory<model::Client> known_;
};

}  // namespace grants
