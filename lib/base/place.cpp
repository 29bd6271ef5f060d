#include "base/place.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"

namespace base {

namespace {

constexpr Characters kNameCharacters("abcdefghijklmnopqrstuvwxyz0123456789.-_");
constexpr Characters kLiteralCharacters("0123456789abcdef:.");
constexpr std::size_t kLongestHost = 253;  // RFC 1035 section 2.3.4

// pchar of RFC 3986 section 3.3, but for '%': requests are compared when they are decoded.
constexpr Characters kSegmentCharacters(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@");

/// A name, or an IPv6 address in brackets; none at all is every host. In lower case.
bool is_host(std::string_view host) {
  if (host.starts_with('[')) {
    return host.size() > 2 && host.ends_with(']') &&
           kLiteralCharacters.has_all_of(host.substr(1, host.size() - 2));
  }
  const bool whole = !host.starts_with('.') && host.find("..") == host.npos;
  return whole && host.size() <= kLongestHost && kNameCharacters.has_all_of(host);
}

std::string_view segment_fault(std::string_view segment) {
  if (segment.empty()) return "has two slashes in a row";
  if (segment == "." || segment == "..") return "has a segment of dots, which no request has";
  if (segment.find('%') != segment.npos) {
    return "is percent-encoded; paths are compared when they are decoded";
  }
  if (segment.find_first_of("{}") != segment.npos) return "has a brace; no place has variables";
  return kSegmentCharacters.has_all_of(segment) ? "" : "has a character that no path has";
}

/// "/a/b": every segment is one.
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
  if (is_host(host)) return {};
  const bool port = is_host(host.substr(0, host.rfind(':')));
  return port ? "has a port; hosts are compared without" : "has a host that is none";
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
