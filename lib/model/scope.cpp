#include "model/scope.h"

#include <algorithm>
#include <array>

#include "base/error.h"

namespace model {
namespace {

constexpr std::string_view kEverything = "*";

struct Alias {
  std::string_view given;
  std::string_view meant;
};

// Other spellings that clients use for scopes.
constexpr std::array kAliases{Alias{"profile:update", "profile:write"},
                              Alias{"audit-log:read", "audit:read"}};

// scope-token of RFC 6749 section 3.3, without the comma, which separates scopes here.
bool is_scope_character(char c) {
  return c > 0x20 && c < 0x7f && c != '"' && c != '\\' && c != ',';
}

std::string_view meant_by(std::string_view text) {
  const auto* alias = std::ranges::find(kAliases, text, &Alias::given);
  return alias == kAliases.end() ? text : alias->meant;
}

std::optional<Scope::Access> access_named(std::string_view name) {
  if (name == "read") return Scope::Access::read;
  if (name == "write") return Scope::Access::write;
  return std::nullopt;
}

bool has(const std::vector<Scope>& scopes, const Scope& wanted) {
  return std::ranges::any_of(
      scopes, [&](const Scope& scope) { return scope.canonical() == wanted.canonical(); });
}

std::string joined(const std::vector<Scope>& scopes, char separator, auto text_of) {
  std::string text;
  for (const auto& scope : scopes) {
    if (!text.empty()) text += separator;
    text += text_of(scope);
  }
  return text;
}

}  // namespace

std::string Scope::canonical() const {
  const auto prefix = client.empty() ? "" : client + "/";
  return prefix + name + (access == Access::write ? ":write" : ":read");
}

bool Scope::fulfils(const Scope& need) const {
  if (access == Access::read && need.access == Access::write) return false;
  return is_everything() || (client == need.client && name == need.name);
}

std::optional<Scope> Scope::parse(std::string_view text) {
  if (!std::ranges::all_of(text, is_scope_character)) return std::nullopt;
  Scope scope;
  scope.text = text;
  if (const auto slash = text.find('/'); slash != text.npos) {
    if (slash == 0) return std::nullopt;
    scope.client = text.substr(0, slash);
    text.remove_prefix(slash + 1);
  }
  const auto colon = text.find(':');
  scope.name = text.substr(0, colon);
  const bool has_two = text.find('/') != text.npos || scope.client.find(':') != text.npos;
  const bool is_foreign_star = scope.is_everything() && !scope.client.empty();
  if (scope.name.empty() || has_two || is_foreign_star) return std::nullopt;
  if (scope.name == kEverything) scope.access = Access::write;
  if (colon == text.npos) return scope;
  const auto access = access_named(text.substr(colon + 1));
  if (!access) return std::nullopt;
  scope.access = *access;
  return scope;
}

Scopes::Scopes(std::vector<Scope> scopes) {
  for (auto& scope : scopes) {
    if (!has(scopes_, scope)) scopes_.push_back(std::move(scope));
  }
}

std::optional<Scopes> Scopes::parse(std::string_view text) {
  if (text.size() > kLongestScopes) return std::nullopt;
  std::vector<Scope> scopes;
  while (!text.empty()) {
    const auto end = text.find_first_of(" ,");
    const auto part = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    if (part.empty()) continue;
    auto scope = Scope::parse(meant_by(part));
    if (!scope) return std::nullopt;
    scopes.push_back(std::move(*scope));
  }
  return Scopes(std::move(scopes));
}

std::string Scopes::text() const {
  return joined(scopes_, ' ', [](const Scope& scope) { return scope.text; });
}

std::string Scopes::canonical_text() const {
  return joined(scopes_, ',', [](const Scope& scope) { return scope.canonical(); });
}

bool Scopes::fulfil(const Scope& need) const {
  return std::ranges::any_of(scopes_, [&](const Scope& scope) { return scope.fulfils(need); });
}

bool Scopes::fulfil(std::string_view need) const {
  const auto scope = Scope::parse(need);
  if (!scope) throw base::Error(base::ErrorCode::internal, {}, {"a need that is no scope"});
  return fulfil(*scope);
}

bool Scopes::contain(const Scopes& others) const {
  return std::ranges::all_of(others, [&](const Scope& scope) { return fulfil(scope); });
}

bool Scopes::same_as(const Scopes& others) const {
  return scopes_.size() == others.scopes_.size() &&
         std::ranges::all_of(others, [&](const Scope& scope) { return has(scopes_, scope); });
}

}  // namespace model
