#include "gateway/parameters.h"

#include <algorithm>

namespace gateway {
namespace {

constexpr std::size_t kUsualCount = 40;

/// Headers that are lists, and that programs and proxies do send in several lines.
constexpr std::string_view kLists[] = {
    "HTTP_ACCEPT",
    "HTTP_ACCEPT_CHARSET",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_ACCESS_CONTROL_REQUEST_HEADERS",
    "HTTP_CACHE_CONTROL",
    "HTTP_CDN_LOOP",
    "HTTP_CONNECTION",
    "HTTP_COOKIE",  // RFC 9113 section 8.2.3
    "HTTP_EXPECT",
    "HTTP_FORWARDED",
    "HTTP_IF_MATCH",
    "HTTP_IF_NONE_MATCH",
    "HTTP_LINK",
    "HTTP_PRAGMA",
    "HTTP_PREFER",
    "HTTP_TE",
    "HTTP_TRAILER",
    "HTTP_UPGRADE",
    "HTTP_VIA",
    "HTTP_WARNING",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_SERVER",
};

bool is_list(std::string_view name) {
  return std::find(std::begin(kLists), std::end(kLists), name) != std::end(kLists);
}

std::string_view separator_of(std::string_view name) { return name == "HTTP_COOKIE" ? "; " : ", "; }

}  // namespace

Parameters::Parameters(const char* const* entries, const Limits& limits) {
  values_.reserve(kUsualCount);
  std::size_t bytes = 0;
  for (std::size_t count = 0; entries[count] != nullptr; ++count) {
    const std::string_view entry = entries[count];
    bytes += entry.size();
    if (count >= limits.parameters || bytes > limits.parameter_bytes) {
      over_limits_ = true;
      return;
    }
    add(entry);
  }
  const auto forged = std::find_if_not(in_pieces_.begin(), in_pieces_.end(),
                                       [&](auto name) { return may_be_list(name); });
  if (forged != in_pieces_.end()) repeated_ = *forged;
}

// lighttpd joins the lines of one name itself. What comes from it twice is two headers that differ
// in '-' and '_' alone, one of which a client may have put beside a proxy's.
bool Parameters::may_be_list(std::string_view name) const {
  return !(*this)["SERVER_SOFTWARE"].starts_with("lighttpd") || !name.starts_with("HTTP_X_");
}

void Parameters::add(std::string_view entry) {
  const auto equals = entry.find('=');
  if (equals == entry.npos || equals == 0) return;
  const auto name = entry.substr(0, equals);
  const auto value = entry.substr(equals + 1);
  if (name.starts_with("HTTP_") && name != "HTTP_PROXY" && has(name)) {
    is_list(name) ? in_pieces_.push_back(name) : void(repeated_ = name);
  }
  values_.emplace_back(name, value);
}

bool Parameters::has(std::string_view name) const {
  return std::any_of(values_.begin(), values_.end(),
                     [&](const Value& value) { return value.first == name; });
}

bool Parameters::is_in_pieces(std::string_view name) const {
  return std::find(in_pieces_.begin(), in_pieces_.end(), name) != in_pieces_.end();
}

std::string Parameters::whole(std::string_view name) const {
  if (!is_in_pieces(name)) return std::string((*this)[name]);
  std::string all;
  for (const auto& [known, piece] : values_) {
    if (known != name || piece.empty()) continue;
    all.append(all.empty() ? "" : separator_of(name)).append(piece);
  }
  return all;
}

std::string_view Parameters::operator[](std::string_view name) const {
  const auto found = std::find_if(values_.rbegin(), values_.rend(),
                                  [&](const Value& value) { return value.first == name; });
  return found == values_.rend() ? std::string_view() : found->second;
}

}  // namespace gateway
