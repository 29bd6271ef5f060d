#include "gateway/target.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"

namespace gateway {
namespace {

std::size_t find_encoded_slash(std::string_view path) {
  auto at = path.find('%');
  while (at != path.npos && !base::equals_ignoring_case(path.substr(at, 3), "%2f")) {
    at = path.find('%', at + 1);
  }
  return at;
}

bool has_encoded_slash(std::string_view path) { return find_encoded_slash(path) != path.npos; }

/// The path with one slash in place of several.
std::string merged(std::string_view path) {
  std::string text;
  for (const char c : path) {
    if (c != '/' || !text.ends_with('/')) text += c;
  }
  return text;
}

/// The position, in the decoded path, of the first odd slash; there must be one.
std::size_t first_odd_slash(std::string_view path, std::string_view decoded) {
  const auto doubled = decoded.find("//");
  const auto encoded = find_encoded_slash(path);
  if (encoded == path.npos) return doubled + 1;
  const auto before = base::percent_decoded(path.substr(0, encoded)).value_or("").size();
  return doubled == decoded.npos ? before : std::min(before, doubled + 1);
}

}  // namespace

Target split_target(std::string_view uri) {
  const auto question = uri.find('?');
  Target target{uri.substr(0, question),
                question == uri.npos ? std::string_view() : uri.substr(question + 1)};
  const auto scheme = target.path.find("://");
  if (!target.path.starts_with('/') && scheme != target.path.npos) {
    const auto slash = target.path.find('/', scheme + 3);
    target.path = slash == target.path.npos ? "/" : target.path.substr(slash);
  }
  return target;
}

bool is_canonical(std::string_view path) {
  if (!path.starts_with('/') || base::has_control(path) || !base::is_utf8(path) ||
      path.find('\\') != path.npos) {
    return false;
  }
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    if (segment == "." || segment == ".." || (segment.empty() && !path.empty())) return false;
  }
  return true;
}

std::optional<std::string> decode_path(std::string_view path) {
  if (has_encoded_slash(path)) return std::nullopt;
  auto decoded = base::percent_decoded(path);
  if (!decoded || !is_canonical(*decoded)) return std::nullopt;
  return decoded;
}

std::optional<OddPath> decode_odd_path(std::string_view path) {
  auto decoded = base::percent_decoded(path);
  if (!decoded || !is_canonical(merged(*decoded))) return std::nullopt;
  const auto odd = first_odd_slash(path, *decoded);
  return OddPath{*std::move(decoded), odd};
}

}  // namespace gateway
