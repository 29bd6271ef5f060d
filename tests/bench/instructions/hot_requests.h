#pragma once

#include <string>
#include <vector>

#include "bench/instructions/counted_worker.h"
#include "support/issuer.h"
#include "support/oauth_clients.h"

/// A request as nginx sends it.
struct HotRequest {
  std::string name;  ///< "GET /check"
  std::string method;
  std::string uri;
  std::string token = {};  ///< for "Authorization: Bearer"; empty: none
  std::string content_type = {};
  std::string body = {};

  std::string bytes(bool keep) const;
};

/// What whole sites ask for each of their own requests, by somebody who has all the tokens it
/// takes; they are made by asking the worker for them.
std::vector<HotRequest> hot_requests(const CountedWorker& worker, const OAuthClient& client,
                                     Issuer& issuer);

/// The scopes that the client must be allowed to ask for.
inline constexpr auto kHotScopes = "id profile:read";
