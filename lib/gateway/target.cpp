#include "gateway/target.h"

#include <algorithm>

#include "base/text.h"

namespace gateway {
namespace {

bool has_encoded_slash(std::string_view path) {
  for (auto at = path.find('%'); at != path.npos; at = path.find('%', at + 1)) {
    if (base::equals_ignoring_case(path.substr(at, 3), "%2f")) return true;
  }
  return false;
}

bool has_control(std::string_view path) {
  return std::any_of(path.begin(), path.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
  });
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
  if (!path.starts_with('/') || has_control(path) || !base::is_utf8(path) ||
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

}  // namespace gateway
