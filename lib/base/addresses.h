#pragma once

#include <sys/socket.h>

#include <optional>
#include <string>
#include <string_view>

namespace base {

/// Whether an address belongs to the public Internet: not to this host, a private network, a link,
/// a group, an example or a translation of one of these (the registries of RFC 6890). What we fetch
/// for strangers goes nowhere else. False for what is neither IPv4 nor IPv6.
bool is_public(const sockaddr& address);

/// The same of a host that is an address in any spelling which a resolver takes without asking
/// anybody ("127.1", "0x7f.1", "2130706433", "::1"). Nothing for a name.
std::optional<bool> is_public_literal(const std::string& host);

/// Whether a host is this machine by its very name: "localhost" and what ends in ".localhost" (RFC
/// 6761 section 6.3), an address of 127.0.0.0/8 or ::1, that in brackets too. Asks nobody, so it is
/// not fooled by what a name leads to.
bool is_this_machine(std::string_view host);

}  // namespace base
