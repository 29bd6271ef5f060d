#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/forward.h"
#include "base/clock.h"
#include "grants/clients.h"
#include "model/oauth.h"

namespace grants {

/// Other services that lend out scopes of their own and ask us whether tokens are good.
class Delegation {
 public:
  Delegation(accounts::Context& context, Clients& clients);

  /// The trusted client of these credentials. Refuses (invalid_argument): "lender.unknown",
  /// "lender.wrong_secret", "client.not_trusted".
  model::Client service(const Clients::Credentials& credentials);

  /// Refuses, about the field: invalid_argument (a name, a description; a name that the client has
  /// already).
  model::DelegatedScope add(const model::Client& client, const std::string& name,
                            const std::string& description, bool writable);
  std::vector<model::DelegatedScope> list(const model::Client& client, long long start, int limit);
  long long count(const model::Client& client);
  /// Refuses: not_found, unauthorized (another client's).
  model::DelegatedScope find(const model::Client& client, long long id);
  void remove(const model::Client& client, long long id);

  /// What services say of the scopes that they lend out, by the canonical texts of those among
  /// these that are lent: "Git: Your repositories".
  std::map<std::string, std::string> descriptions(const model::Scopes& scopes);

  struct Verified {
    base::Time expires_at;
    model::Scopes scopes;
  };
  /// What a token opens, for a client that knows its own secret. Stores the URL that is to be
  /// called when the token ends (may be empty; http or https, at most 2048 bytes). Refuses as
  /// client_with_secret() does: not_found (no such client); invalid_argument ("token.unknown", also
  /// one that opens neither profile:read nor a scope of that client; about "revocation_url").
  Verified verify(const Clients::Credentials& credentials, std::string_view token,
                  const std::string& revocation_url);

 private:
  const accounts::Context& context_;
  Clients& clients_;
};

}  // namespace grants
