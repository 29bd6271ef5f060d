#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/scope.h"

namespace grants {

/// Names that scopes may use for a client's id: "git.example.org/repo" for "0123456789abcdef/repo".
/// Everything that parses the scopes of a request uses this, so that tokens contain only ids.
class Aliases {
 public:
  Aliases() = default;
  /// Each pair is "name=id"; a name of this service itself has an empty id.
  explicit Aliases(const std::vector<std::string>& pairs);

  /// As model::Scopes::parse(), with every alias replaced by its client's id.
  std::optional<model::Scopes> parse(std::string_view text) const;

 private:
  model::Scope resolved(model::Scope scope) const;

  std::vector<std::pair<std::string, std::string>> ids_;  ///< by name
};

}  // namespace grants
