#pragma once

#include <sys/socket.h>

#include <optional>
#include <string>
#include <string_view>

namespace base {

/// Whether an address belongs to the public Internet: not to this host, a private network, a link,
/// a group, an example or a translation of one of these (the registries of RFC 6890). We fetch for
/// strangers from public addresses only. False for what is neither IPv4 nor IPv6.
bool is_public(const sockaddr& address);

/// The same for a host that is a numeric address, in any spelling that a resolver accepts without a
/// look-up ("127.1", "0x7f.1", "2130706433", "::1"). Nothing for a name.
std::optional<bool> is_public_literal(const std::string& host);

/// Whether a host is this machine by its very name: "localhost" and what ends in ".localhost" (RFC
/// 6761 section 6.3), an address of 127.0.0.0/8, or ::1 with or without brackets. It resolves no
/// name, so a DNS entry cannot fool it.
bool is_this_machine(std::string_view host);

/// Whether a host can be one of a local network alone: a private address (RFC 1918, 3927, 4193,
/// 6598) in its usual spelling, IPv6 in brackets; a name of one label; or one below a domain that
/// the Internet does not have (".local" of RFC 6762, ".home.arpa" of RFC 8375, ".internal", and
/// what routers call their networks). It resolves no name.
bool is_of_local_network(std::string_view host);

}  // namespace base
