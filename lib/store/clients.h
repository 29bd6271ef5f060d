#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "model/oauth.h"
#include "store/forward.h"

namespace store {

/// The table `clients`.
class Clients {
 public:
  explicit Clients(Session& session) : session_(session) {}

  void insert(const model::Client& client);
  std::optional<model::Client> find(const std::string& id);
  /// The clients that an account registered (nil: those of operators), oldest first.
  std::vector<model::Client> of_owner(const base::Id& owner);
  /// At most `limit` clients in order of creation, following `after` (an id; empty: from the
  /// first).
  std::vector<model::Client> list(const std::string& after, int limit);
  bool set_secret(const std::string& id, const std::string& secret_hash);
  /// Removes the client with every grant, code and token that it has. False when there is none.
  bool remove(const std::string& id);

 private:
  Session& session_;
};

}  // namespace store
