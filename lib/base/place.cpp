#include "base/place.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "base/url.h"

namespace base {

namespace {

// pchar of RFC 3986 section 3.3 without '%', since requests are compared after decoding.
constexpr Characters kSegmentCharacters(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@");

std::string_view segment_fault(std::string_view segment) {
  if (segment.empty()) return "has two slashes in a row";
  if (segment == "." || segment == "..") return "has a segment of dots, which no request has";
  if (segment.find('%') != segment.npos) {
    return "is percent-encoded; paths are compared when they are decoded";
  }
  if (segment.find_first_of("{}") != segment.npos) return "has a brace; no place has variables";
  return kSegmentCharacters.has_all_of(segment) ? "" : "has a character that no path has";
}

/// What is wrong with a prefix such as "/a/b": every segment must be sound.
std::string_view prefix_fault(std::string_view prefix) {
  while (!prefix.empty()) {
    prefix.remove_prefix(1);
    const auto end = std::min(prefix.find('/'), prefix.size());
    if (const auto fault = segment_fault(prefix.substr(0, end)); !fault.empty()) return fault;
    prefix.remove_prefix(end);
  }
  return {};
}

std::string_view host_fault(std::string_view text, std::string_view host) {
  if (text.find("://") != text.npos) return "has a scheme; a place begins with its host";
  if (host.empty() || is_host(host)) return {};
  const auto authority = Authority::parse(host);
  return authority && authority->port && is_host(authority->host)
             ? "has a port; hosts are compared without"
             : "has a host that is none";
}

std::string_view fault_of(std::string_view text, const Place& place, std::string_view prefix) {
  if (text.find('/') == text.npos) return "has no slash";
  const auto fault = host_fault(text, place.host);
  return fault.empty() ? prefix_fault(prefix) : fault;
}

}  // namespace

Place Place::parse(std::string_view text) {
  const auto slash = std::min(text.find('/'), text.size());
  auto prefix = text.substr(slash);
  if (prefix.ends_with('/')) prefix.remove_suffix(1);
  Place place{ascii_lower(text.substr(0, slash)), prefix.empty() ? "/" : std::string(prefix)};
  if (const auto fault = fault_of(text, place, prefix); !fault.empty()) {
    throw Error(ErrorCode::invalid_argument,
                {"\"" + std::string(text) + "\" " + std::string(fault) +
                 R"(; write "/", "/prefix" or "host.example/prefix")"});
  }
  return place;
}

}  // namespace base
