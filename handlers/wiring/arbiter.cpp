#include "wiring/arbiter.h"

#include <algorithm>

#include "portal/authentication.h"
#include "token/authentication.h"

namespace wiring {

namespace {

std::string_view wanted(const gateway::Request& request) {
  if (token::claims(request)) return "token";
  if (portal::claims(request)) return "portal";
  return {};
}

}  // namespace

std::size_t choose_by_credentials(const std::vector<std::string_view>& candidates,
                                  const gateway::Request& request) {
  const auto found = std::find(candidates.begin(), candidates.end(), wanted(request));
  return found == candidates.end() ? 0 : static_cast<std::size_t>(found - candidates.begin());
}

}  // namespace wiring
