#include "wiring/aliases.h"

#include "config/config.h"

namespace wiring {

namespace {

/// How clients of the meta API name this service.
constexpr auto kOurselves = "meta.sr.ht=";

}  // namespace

grants::Aliases aliases_of(const config::Config& config) {
  std::vector<std::string> pairs{kOurselves};
  const auto& others = config.meta.client_aliases;
  pairs.insert(pairs.end(), others.begin(), others.end());
  return grants::Aliases(pairs);
}

}  // namespace wiring
