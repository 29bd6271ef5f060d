#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gateway {

/// The parts of a REQUEST_URI, as sent. The scheme and host of an absolute form are left out.
struct Target {
  std::string_view path;
  std::string_view query;  ///< without its '?'
};
Target split_target(std::string_view uri);

/// Decodes a path once. Nothing when two readers could take it for two different paths: a broken
/// %XX, an encoded slash, a backslash, a NUL, bad UTF-8, "//", or a segment "." or "..".
std::optional<std::string> decode_path(std::string_view path);

/// The path of a target that decode_path() refuses only because of encoded or doubled slashes, and
/// the position of the first of these.
struct OddPath {
  std::string path;
  std::size_t odd_slash;
};
std::optional<OddPath> decode_odd_path(std::string_view path);

/// The same rules for a path that the web server has decoded already.
bool is_canonical(std::string_view decoded_path);

}  // namespace gateway
