#pragma once

#include <string_view>

#include "base/error.h"
#include "gateway/request.h"
#include "gateway/response.h"
#include "meta/deps.h"

namespace meta {

/// How this API shows errors: as {"errors":[{"field":...,"reason":...}]}, and at /oauth/authorize,
/// which people visit, as a page; whoever is not signed in there is sent to do so.
class Errors {
 public:
  explicit Errors(const Deps& deps) : deps_(deps) {}

  gateway::Response show(const base::Error& error, const gateway::Request& request,
                         std::string_view request_id) const;

 private:
  gateway::Response show_to_person(const base::Error& error, const gateway::Request& request,
                                   std::string_view request_id) const;

  std::string way_back_to(const char* page, const gateway::Request& request) const;

  const Deps& deps_;
};

}  // namespace meta
