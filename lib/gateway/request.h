#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace gateway {

enum class Method { get, head, post, put, patch, del, options, other };

/// A form in parts (RFC 7578), which the router lets only those APIs have that take it.
inline constexpr std::string_view kMultipart = "multipart/form-data";

/// "GET" and so on; "OTHER" for an unknown method.
std::string_view name_of(Method method);

/// Names and values in the order in which they came; a name may come more than once.
class Fields {
 public:
  struct Field {
    std::string name;
    std::string value;
  };

  /// Makes room for this many fields.
  void expect(std::size_t count) { fields_.reserve(count); }
  void add(std::string name, std::string value);

  /// The value of a field that may be given once. Throws base::Error (invalid_argument, about the
  /// name) when it came twice: a second value is a way to make two readers disagree.
  std::optional<std::string_view> find(std::string_view name) const;

  std::vector<std::string_view> all(std::string_view name) const;
  bool empty() const { return fields_.empty(); }
  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }

 private:
  std::vector<Field> fields_;
};

/// One HTTP request as the web server handed it over, already within all bounds. Plain data: the
/// gateway fills it, tests write it by hand.
struct Request {
  Method method = Method::get;
  std::string method_text = "GET";  ///< as sent
  std::string host;                 ///< lower case, no port; selects a mount, never used in links
  std::string path = "/";           ///< decoded once, no dot segments
  /// The position of the first slash in the path that another reader might take for two or for
  /// none: a doubled or an encoded one. Nothing for nearly every path. Only a route that takes the
  /// whole rest of the path from there on, slashes included, may answer.
  std::optional<std::size_t> odd_slash = {};
  Fields query;                ///< decoded
  Fields headers;              ///< names in lower case with '-': "accept-language"
  Fields cookies;              ///< not decoded
  std::string media_type;      ///< lower case, without parameters; empty when absent
  std::string body;            ///< exactly as sent, at most Limits::body bytes
  std::string client_address;  ///< numeric; behind configured proxies the client's, not theirs
  bool secure = false;         ///< whether the client used HTTPS

  /// Why this request must be refused although its path could be read (over a bound, cut short,
  /// malformed). The router renders it in the shape of the API that the path belongs to.
  std::optional<base::Error> fault;

  /// The value of a header, by its lower-case name.
  std::optional<std::string_view> header(std::string_view name) const { return headers.find(name); }

  /// The credentials, from HTTP_AUTHORIZATION or REDIRECT_HTTP_AUTHORIZATION.
  std::optional<std::string_view> authorization() const { return headers.find("authorization"); }

  /// The token of "Authorization: Bearer x" (RFC 6750 section 2.1; the scheme in any case).
  std::optional<std::string_view> bearer_token() const;

  /// The body as application/x-www-form-urlencoded or multipart/form-data; empty for every other
  /// media type. Throws
  /// base::Error (invalid_argument) when it is malformed: bad UTF-8, NUL, too many fields.
  Fields form() const;
};

}  // namespace gateway
