#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gateway {

/// A cookie to be set: always HttpOnly, SameSite=Lax and Path=/; Secure unless told otherwise.
struct Cookie {
  std::string name;
  std::string value;
  long max_age = -1;  ///< seconds; negative: until the browser closes; 0: delete it
  bool secure = true;
  std::string domain = {};  ///< all of its hosts get the cookie; empty: only the host that sets it
};

/// One HTTP answer. Header names and values are ours; a value with a control character is refused
/// when the answer is written, so nothing that a client sent can add a header.
struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string rule = {};  ///< which rule refused, for the log alone (base::Error::rule)

  static Response ok() { return {}; }
  static Response created() { return {201, {}, {}}; }
  /// `json` is a whole JSON text.
  static Response created(std::string json) { return Response::json(std::move(json), 201); }
  static Response no_content() { return {204, {}, {}}; }
  static Response see_other(std::string location) {
    return {303, {{"Location", std::move(location)}}, {}};
  }
  /// `text` is a whole JSON text.
  static Response json(std::string text, int status = 200) {
    return {status, {{"Content-Type", "application/json"}}, std::move(text)};
  }
  static Response text(std::string text, int status = 200) {
    return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, std::move(text)};
  }
  static Response html(std::string text, int status = 200) {
    return {status, {{"Content-Type", "text/html; charset=utf-8"}}, std::move(text)};
  }

  Response&& with_header(std::string name, std::string value) &&;
  /// Throws base::Error (internal) when a cookie cannot have this name or value.
  Response&& with_cookie(const Cookie& cookie) &&;

  /// The first header of this name, in any case; empty when there is none.
  std::string_view header(std::string_view name) const;
};

}  // namespace gateway
