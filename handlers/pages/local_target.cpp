#include <algorithm>

#include "pages/prompts.h"

namespace pages {
namespace {

constexpr std::size_t kLongestTarget = 2048;

/// Browsers drop some characters of an address and turn a backslash into a slash.
bool is_harmless(char c) { return c > ' ' && c < '\x7f' && c != '\\'; }

}  // namespace

std::string local_target(std::string_view text) {
  const auto path = text.substr(0, text.find_first_of("?#"));
  const bool local = path.starts_with('/') && path.find("//") == path.npos &&
                     text.size() <= kLongestTarget &&
                     std::all_of(text.begin(), text.end(), is_harmless);
  return local ? std::string(text) : "";
}

std::string target_in(const gateway::Request& request) {
  const auto targets = request.query.all("redirectTo");
  return targets.empty() ? std::string() : local_target(targets.front());
}

}  // namespace pages
