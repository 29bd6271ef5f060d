#pragma once

#include <sys/socket.h>

#include <optional>
#include <string>

namespace base {

/// Whether an address belongs to the public Internet: not to this host, a private network, a link,
/// a group, an example or a translation of one of these (the registries of RFC 6890). What we fetch
/// for strangers goes nowhere else. False for what is neither IPv4 nor IPv6.
bool is_public(const sockaddr& address);

/// The same of a host that is an address in any spelling which a resolver takes without asking
/// anybody ("127.1", "0x7f.1", "2130706433", "::1"). Nothing for a name.
std::optional<bool> is_public_literal(const std::string& host);

}  // namespace base
