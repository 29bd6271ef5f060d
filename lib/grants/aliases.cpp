#include "grants/aliases.h"

#include <algorithm>

namespace grants {

Aliases::Aliases(const std::vector<std::string>& pairs) {
  for (const auto& pair : pairs) {
    const auto equals = pair.find('=');
    if (equals != pair.npos) ids_.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
  }
}

model::Scope Aliases::resolved(model::Scope scope) const {
  if (scope.client.empty()) return scope;
  const auto found = std::find_if(ids_.begin(), ids_.end(),
                                  [&](const auto& pair) { return pair.first == scope.client; });
  if (found == ids_.end()) return scope;
  scope.client = found->second;
  scope.text = scope.canonical();
  return scope;
}

std::optional<model::Scopes> Aliases::parse(std::string_view text) const {
  const auto scopes = model::Scopes::parse(text);
  if (!scopes) return std::nullopt;
  std::vector<model::Scope> result;
  for (const auto& scope : *scopes) result.push_back(resolved(scope));
  return model::Scopes(std::move(result));
}

}  // namespace grants
