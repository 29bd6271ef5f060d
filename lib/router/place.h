#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gateway/request.h"

namespace router {

/// Somewhere an API is mounted: "[host]/prefix", as the configuration has it.
struct Place {
  std::string host;          ///< lower case; empty: every host
  std::string prefix = "/";  ///< "/" or "/prefix", never a slash at the end of a longer one

  /// A slash at the end is forgiven. Throws base::Error (invalid_argument) when the text is not a
  /// place: no slash, a port, an empty or dot segment, a query.
  static Place parse(std::string_view text);

  /// "[host]/prefix" again.
  std::string text() const { return host + prefix; }

  /// What is left of the request's path below this place, beginning with '/'; nothing when the
  /// request is for another place.
  std::optional<std::string_view> path_below(const gateway::Request& request) const;
};

}  // namespace router
