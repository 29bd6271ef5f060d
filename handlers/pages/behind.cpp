#include "pages/behind.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "gateway/form.h"
#include "gateway/target.h"

namespace pages {
namespace {

constexpr std::size_t kMostFields = 64;
constexpr std::size_t kLongestQuery = 8192;
constexpr std::size_t kLongestLogin = 254;
constexpr std::size_t kLongestLanguages = 254;
constexpr base::Characters kOfLanguages(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789- ");

std::string_view first(const gateway::Fields& fields, std::string_view name) {
  const auto values = fields.all(name);
  return values.empty() ? std::string_view() : values.front();
}

std::string as_list(std::string_view locales) {
  if (locales.size() > kLongestLanguages || !kOfLanguages.has_all_of(locales)) return {};
  std::string list(base::trimmed(locales));
  std::replace(list.begin(), list.end(), ' ', ',');
  return list;
}

}  // namespace

gateway::Fields query_behind(std::string_view target) try {
  return gateway::parse_form(gateway::split_target(target).query, kLongestQuery, kMostFields);
} catch (const base::Error&) {
  return {};
}

std::string hinted_login(std::string_view target) {
  if (target.find("login_hint=") == target.npos) return {};
  const auto query = query_behind(target);
  const auto hint = first(query, "login_hint");
  return hint.size() > kLongestLogin ? std::string() : std::string(hint);
}

std::string wanted_languages(const gateway::Request& request) {
  if (request.query.empty()) return {};
  const auto own = first(request.query, "ui_locales");
  if (!own.empty()) return as_list(own);
  const auto target = first(request.query, "redirectTo");
  if (target.find("ui_locales=") == target.npos) return {};
  const auto query = query_behind(target);
  return as_list(first(query, "ui_locales"));
}

}  // namespace pages
