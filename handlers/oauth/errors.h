#pragma once

#include <string_view>

#include "base/error.h"
#include "gateway/request.h"
#include "gateway/response.h"
#include "oauth/deps.h"

namespace oauth_api {

/// How this API shows errors. Every path speaks its own dialect: pages for people, the statuses of
/// the oauth API's document, the RFCs of OAuth2, and three statuses for the gate of a web server.
class Errors {
 public:
  explicit Errors(const Deps& deps) : deps_(deps) {}

  gateway::Response show(const base::Error& error, const gateway::Request& request,
                         std::string_view request_id) const;

 private:
  struct Row;
  struct Failure;
  using Shape = gateway::Response (Errors::*)(const Failure&) const;

  gateway::Response sign_in_page(const Failure& failure) const;
  gateway::Response signed_request(const Failure& failure) const;
  gateway::Response validation(const Failure& failure) const;
  gateway::Response authorization(const Failure& failure) const;
  gateway::Response authorization_for_programs(const Failure& failure) const;
  gateway::Response documented_tokens(const Failure& failure) const;
  gateway::Response tokens(const Failure& failure) const;
  gateway::Response user_info(const Failure& failure) const;
  gateway::Response gate(const Failure& failure) const;

  const Deps& deps_;
};

}  // namespace oauth_api
