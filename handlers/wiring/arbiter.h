#pragma once

#include <string_view>
#include <vector>

#include "gateway/request.h"

namespace wiring {

/// Which of several APIs answers a route that they have in common (GET and DELETE /user), when they
/// are mounted at one place: the one whose credentials the request brings. An `access_token` or a
/// bearer token of our own is the token API's; any other bearer token, or the cookie skynet-jwt, is
/// the portal API's. Without credentials, or with others, the one that was mounted first answers.
/// `candidates` are their names; the index of one of them. Throws base::Error (invalid_argument)
/// for a form that cannot be read.
std::size_t choose_by_credentials(const std::vector<std::string_view>& candidates,
                                  const gateway::Request& request);

}  // namespace wiring
