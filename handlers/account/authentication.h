#pragma once

#include "gateway/request.h"
#include "guards/caller.h"

namespace accounts {
class Tokens;
}

namespace account {

/// Who calls the account API: whoever the access token belongs to of "Authorization: Bearer x".
class Authentication {
 public:
  explicit Authentication(accounts::Tokens& tokens) : tokens_(tokens) {}

  /// Refuses: unauthorized (no token, or none that opens anything).
  guards::AccountCaller required(const gateway::Request& request) const;

 private:
  accounts::Tokens& tokens_;
};

}  // namespace account
