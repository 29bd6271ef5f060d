#pragma once

#include <string>
#include <vector>

#include "store/forward.h"

namespace store {

/// The table `client_origins`: the web origins of clients, which go with them.
class ClientOrigins {
 public:
  explicit ClientOrigins(Session& session) : session_(session) {}

  /// Each must be there once.
  void insert(const std::string& client, const std::vector<std::string>& origins);

  /// Whether any client has this one.
  bool has(const std::string& origin);

 private:
  Session& session_;
};

}  // namespace store
