#include "router/place.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"

namespace router {

namespace {

bool is_host_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
}

bool is_segment(std::string_view segment) {
  return !segment.empty() && segment != "." && segment != ".." &&
         std::all_of(segment.begin(), segment.end(), [](char c) {
           return static_cast<unsigned char>(c) > ' ' && c != '\x7f' && c != '?' && c != '#' &&
                  c != '%' && c != '{' && c != '}';
         });
}

/// "/a/b": every segment is one.
bool is_prefix(std::string_view prefix) {
  while (!prefix.empty()) {
    prefix.remove_prefix(1);
    const auto end = std::min(prefix.find('/'), prefix.size());
    if (!is_segment(prefix.substr(0, end))) return false;
    prefix.remove_prefix(end);
  }
  return true;
}

}  // namespace

Place Place::parse(std::string_view text) {
  const auto slash = text.find('/');
  Place place{base::ascii_lower(text.substr(0, slash)), "/"};
  bool right = slash != std::string_view::npos &&
               std::all_of(place.host.begin(), place.host.end(), is_host_character);
  if (right) {
    auto prefix = text.substr(slash);
    if (prefix.ends_with('/')) prefix.remove_suffix(1);
    right = is_prefix(prefix);
    if (!prefix.empty()) place.prefix = prefix;
  }
  if (!right) {
    throw base::Error(base::ErrorCode::invalid_argument,
                      {"\"" + std::string(text) +
                       "\" is no place for an API. Write \"/\", \"/prefix\" or "
                       "\"host.example/prefix\"."});
  }
  return place;
}

std::optional<std::string_view> Place::path_below(const gateway::Request& request) const {
  const std::string_view path = request.path;
  if (!host.empty() && host != request.host) return std::nullopt;
  if (prefix == "/") return path;
  if (!path.starts_with(prefix)) return std::nullopt;
  const auto rest = path.substr(prefix.size());
  if (!rest.starts_with('/')) return std::nullopt;
  return rest;
}

}  // namespace router
