#include "router/pattern.h"

namespace router {
namespace {

/// Removes "/segment" from the front and returns it; nothing is left of the path after the last
/// one. Of an empty path it is empty.
std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(path.empty() ? 0 : 1);
  const auto segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

/// Whether a pattern's segment ("users", "{id}" or "~{name}.txt") matches a segment of a path.
bool takes(std::string_view wanted, std::string_view given, Values& values) {
  const auto open = wanted.find('{');
  if (open == wanted.npos) return wanted == given;
  const auto close = wanted.find('}', open);
  const auto before = wanted.substr(0, open);
  const auto behind = wanted.substr(close + 1);
  const auto around = before.size() + behind.size();
  if (given.size() <= around || !given.starts_with(before) || !given.ends_with(behind)) {
    return false;
  }
  values.emplace_back(wanted.substr(open + 1, close - open - 1),
                      given.substr(before.size(), given.size() - around));
  return true;
}

/// How specific a segment is: the lower the rank, the fewer paths it matches.
std::pair<int, long> rank_of(std::string_view segment) {
  const auto open = segment.find('{');
  if (open == segment.npos) return {0, 0};
  if (takes_rest(segment)) return {2, 0};
  const auto name = segment.find('}') - open + 1;
  return {1, -static_cast<long>(segment.size() - name)};
}

}  // namespace

std::string_view first_segment_of(std::string_view path) { return take_segment(path); }

bool takes_rest(std::string_view pattern) { return pattern.ends_with("...}"); }

bool matches(std::string_view pattern, std::string_view path, Values& values) {
  values.clear();
  if (pattern.find('{') == pattern.npos) return pattern == path;
  while (!pattern.empty() && !path.empty()) {
    const auto wanted = take_segment(pattern);
    if (takes_rest(wanted)) {
      path.remove_prefix(1);
      values.emplace_back(wanted.substr(1, wanted.size() - 5), path);
      return !path.empty();
    }
    if (!takes(wanted, take_segment(path), values)) return false;
  }
  return pattern.empty() && path.empty();
}

bool is_more_specific(std::string_view pattern, std::string_view other) {
  auto left = pattern;
  auto right = other;
  while (!left.empty() && !right.empty()) {
    const auto mine = rank_of(take_segment(left));
    const auto its = rank_of(take_segment(right));
    if (mine != its) return mine < its;
  }
  return nameless(pattern) < nameless(other);
}

std::string nameless(std::string_view pattern) {
  std::string text;
  bool in_name = false;
  for (const char c : pattern) {
    if (c == '}') in_name = false;
    if (!in_name || c == '.') text += c;
    if (c == '{') in_name = true;
  }
  return text;
}

}  // namespace router
