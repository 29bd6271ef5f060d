#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "model/oauth.h"
#include "store/forward.h"

namespace store {

/// The table `delegated_scopes`: scopes that clients lend out.
class DelegatedScopes {
 public:
  explicit DelegatedScopes(Session& session) : session_(session) {}

  /// Returns the id. Throws Duplicate when the client has one of this name.
  long long insert(const model::DelegatedScope& scope);
  std::optional<model::DelegatedScope> find(long long id);
  std::optional<model::DelegatedScope> find(const std::string& client, const std::string& name);
  /// At most `limit` with ids not greater than `start` (negative: from the newest), newest first.
  std::vector<model::DelegatedScope> of_client(const std::string& client, long long start,
                                               int limit);
  long long count(const std::string& client);
  bool remove(long long id);

 private:
  Session& session_;
};

/// The table `revocation_urls`: the URLs to call when a token ends.
class RevocationUrls {
 public:
  explicit RevocationUrls(Session& session) : session_(session) {}

  /// Stores the URL for a token and a client; replaces an earlier one.
  void put(const base::Id& token, const std::string& client, const std::string& url);
  std::vector<std::string> of_token(const base::Id& token);

 private:
  Session& session_;
};

}  // namespace store
