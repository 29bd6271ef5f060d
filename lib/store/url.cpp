#include "store/url.h"

#include <string_view>

#include "base/credentials.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/url.h"
#include "store/database.h"
#include "store/place.h"

namespace store {

namespace {

constexpr unsigned kUsualPort = 3306;  // of MariaDB and MySQL
constexpr std::string_view kSqlite = "sqlite:";
constexpr std::string_view kMysql = "mysql://";

[[noreturn]] void refuse(const std::string& why) {
  throw base::Error(base::ErrorCode::invalid_argument, {"The database URL " + why + "."});
}

std::string decoded(std::string_view text) {
  auto plain = base::percent_decoded(text);
  if (!plain) refuse("has a % that is not followed by two hex digits");
  if (plain->find('\0') != std::string::npos) refuse("contains a zero byte");
  return *plain;
}

/// Cuts off and returns what stands before the separator; nothing stays when there is none.
std::string_view cut(std::string_view& rest, std::string_view separator) {
  const auto end = rest.find(separator);
  const auto head = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + separator.size());
  return head;
}

/// "HOST", "HOST:PORT" or "[ADDRESS]:PORT".
void read_host(Url& url, std::string_view text) {
  const auto authority = base::Authority::parse(text);
  if (!authority) refuse("has something behind ']'");
  auto host = authority->host;
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  url.host = decoded(host);
  if (!authority->port) return;
  const auto port = base::port_number(*authority->port);
  if (!port) refuse("needs a port between 1 and 65535");
  url.port = *port;
}

void read_option(Url& url, std::string_view option) {
  const auto name = cut(option, "=");
  const auto value = decoded(option);
  if (name == "socket") {
    url.socket = value;
  } else if (name == "tls" && value == "verify") {
    url.verified_tls = true;
  } else if (name == "ca") {
    url.authorities = value;
  } else {
    refuse("has an option that is none of socket=PATH, tls=verify and ca=FILE");
  }
}

Url parse_mysql(std::string_view rest) {
  Url url;
  url.dialect = Dialect::mysql;
  auto location = cut(rest, "?");
  if (const auto at = location.rfind('@'); at != std::string_view::npos) {
    auto credentials = location.substr(0, at);
    location.remove_prefix(at + 1);
    url.user = decoded(cut(credentials, ":"));
    url.password = decoded(credentials);
  }
  read_host(url, cut(location, "/"));
  url.name = decoded(location);
  while (!rest.empty()) read_option(url, cut(rest, "&"));
  if (url.user.empty()) refuse("needs a user: mysql://USER:PASSWORD@HOST:PORT/NAME");
  if (url.host.empty() && url.socket.empty()) refuse("needs a host or ?socket=PATH");
  if (url.name.empty()) refuse("needs the name of a database: mysql://USER:PASSWORD@HOST/NAME");
  if (!url.authorities.empty() && !url.verified_tls) refuse("has ca= without tls=verify");
  return url;
}

Url parse_sqlite(std::string_view rest) {
  Url url;
  url.path = decoded(rest);
  if (url.path.empty()) refuse("needs a path: sqlite:PATH");
  if (base::without_credentials(url.path) != url.path) {
    refuse("of a file (sqlite:PATH) has no user, no password and no host");
  }
  if (url.path.find('"') != std::string::npos) refuse("must not have a double quote in its path");
  return url;
}

}  // namespace

Url Url::parse(const std::string& text) {
  const std::string_view rest = text;
  if (rest.starts_with(kSqlite)) return parse_sqlite(rest.substr(kSqlite.size()));
  if (rest.starts_with(kMysql)) return parse_mysql(rest.substr(kMysql.size()));
  refuse("must begin with sqlite: or mysql://");
}

Place place_of(const std::string& text) {
  const auto url = Url::parse(text);
  if (url.dialect == Dialect::sqlite || !url.socket.empty()) return {url.path, 0, {}};
  const auto port = url.port == 0 ? kUsualPort : url.port;
  return {{}, static_cast<std::uint16_t>(port), url.authorities};
}

void Settings::check(const std::string& url) { Url::parse(url); }

}  // namespace store
