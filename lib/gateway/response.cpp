#include "gateway/response.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"

namespace gateway {
namespace {

/// cookie-octet of RFC 6265 section 4.1.1.
bool is_cookie_octet(char c) {
  return c > ' ' && c < '\x7f' && std::string_view("\",;\\").find(c) == std::string_view::npos;
}

void refuse_unfit(const Cookie& cookie) {
  const bool fits = !cookie.name.empty() && cookie.name.find('=') == std::string::npos &&
                    std::all_of(cookie.name.begin(), cookie.name.end(), is_cookie_octet) &&
                    std::all_of(cookie.value.begin(), cookie.value.end(), is_cookie_octet) &&
                    std::all_of(cookie.domain.begin(), cookie.domain.end(), is_cookie_octet);
  if (!fits) {
    throw base::Error(base::ErrorCode::internal, {}, {"a cookie has a character it may not have"});
  }
}

}  // namespace

Response&& Response::with_header(std::string name, std::string value) && {
  headers.emplace_back(std::move(name), std::move(value));
  return std::move(*this);
}

Response&& Response::with_cookie(const Cookie& cookie) && {
  refuse_unfit(cookie);
  auto line = cookie.name + "=" + cookie.value + "; Path=/";
  if (!cookie.domain.empty()) line += "; Domain=" + cookie.domain;
  if (cookie.max_age >= 0) line += "; Max-Age=" + std::to_string(cookie.max_age);
  line += "; HttpOnly; SameSite=Lax";
  if (cookie.secure) line += "; Secure";
  return std::move(*this).with_header("Set-Cookie", std::move(line));
}

std::string_view Response::header(std::string_view name) const {
  for (const auto& [known, value] : headers) {
    if (base::equals_ignoring_case(known, name)) return value;
  }
  return {};
}

}  // namespace gateway
