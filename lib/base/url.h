#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// URLs: one parser, and rules about the parts. Each purpose combines these rules in a function of
/// its own: where a client may be sent back to (grants/redirect_uri.h), what may be called for
/// strangers (accounts/webhooks/callback_url.h), what we make links from (config/url.h). Which
/// addresses may be connected to is decided in base/addresses.h.
namespace base {

/// "user@host:port" (RFC 3986 section 3.2) as it was written. The members are views of that text.
struct Authority {
  std::optional<std::string_view> user;  ///< before the last '@', a password with it
  std::string_view host;                 ///< an IPv6 address in its brackets
  std::optional<std::string_view> port;  ///< behind the first ':', whatever it is

  /// Nothing for an unclosed bracket, or for anything but a port after a closed one.
  static std::optional<Authority> parse(std::string_view text);

  /// The text without its user: "host:port".
  std::string_view receiver() const;
};

/// The parts of a URL (RFC 3986 section 3) as they were written: nothing is decoded and no letter
/// changes case. The members are views of that text.
struct Url {
  std::string_view scheme;                   ///< "https"
  std::optional<Authority> authority;        ///< of what stands behind "//"
  std::string_view path;                     ///< "/a/b"; empty when there is none
  std::optional<std::string_view> query;     ///< behind the first '?'
  std::optional<std::string_view> fragment;  ///< behind the first '#'

  /// Nothing for a text without a scheme (section 3.1) or with a malformed authority. It does not
  /// check the characters of the other parts.
  static std::optional<Url> parse(std::string_view text);
};

/// A name of letters, digits, '-', '_' and '.', of 253 characters at most and without an empty
/// label but the last one (RFC 1035 section 2.3.4; '_' because many internal hosts have it), or a
/// numeric address: IPv4, or IPv6 in brackets.
bool is_host(std::string_view text);

/// 1 to 65535 in at most five digits; nothing for any other text.
std::optional<std::uint16_t> port_number(std::string_view text);

/// Whether the host is valid, and the port, too, if there is one.
bool is_sound(const Authority& authority);

/// Whether its scheme is "http" or "https", in either case (RFC 9110 section 4.2), and it has a
/// host.
bool is_web(const Url& url);

/// Whether it is http at a loopback address that needs no name server: "127.0.0.1" or "[::1]" (RFC
/// 8252 section 7.3). Compared byte for byte.
bool is_loopback(const Url& url);

/// Whether it is https, or http where nobody else can listen (RFC 8252 section 8.3). Compared byte
/// for byte.
bool is_https_or_loopback(const Url& url);

/// Whether a path, which is decoded, has a segment "." or "..": a server may leave the folder by
/// it. `slashes` are what parts segments.
bool has_dot_segment(std::string_view path, std::string_view slashes = "/");

/// Whether a path has no dot segment that a browser or a server would remove (RFC 3986 section
/// 5.2.4), in any spelling, and nothing that decodes to a delimiter or a control character.
bool is_plain_path(std::string_view path);

/// The "host:port" of a URL as it was written, or its host alone; empty when it has none.
std::string_view receiver_of(std::string_view url);

/// Appends "name=value", percent-encoded, to the query of a URL, or adds a query, before any
/// fragment.
void add_parameter(std::string& url, std::string_view name, std::string_view value);

}  // namespace base
