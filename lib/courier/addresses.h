#pragma once

#include <sys/socket.h>

namespace courier {

/// Whether an address belongs to the public Internet: not to this host, a private network, a link,
/// a group, an example or a translation of one of these (the registries of RFC 6890). What we fetch
/// for strangers goes nowhere else. False for what is neither IPv4 nor IPv6.
bool is_public(const sockaddr& address);

}  // namespace courier
