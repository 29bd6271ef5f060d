#pragma once

#include <string>

#include "daemon/privileges.h"

namespace daemonize {

/// A listening socket, non-blocking and closed on exec. "unix:PATH" (made with `mode`, and given
/// to whom the process will become; see listen_unix()), "HOST:PORT" or "[V6]:PORT". An address that
/// somebody listens on is a base::Error (conflict), one that is none (invalid_argument); whatever
/// else the system refuses is (internal), in words that say what to do.
int listen_on(const std::string& address, unsigned mode, const Identity& owner);

/// Throws as listen_on() would, and listens on nothing.
void examine_address(const std::string& address);

/// Whether systemd listens on this unix socket, for the service that it passes it to.
bool is_passed_on(const std::string& address);

/// The socket that systemd (LISTEN_FDS) or whoever started us on descriptor 0 has opened,
/// non-blocking and closed on exec; -1 when there is none.
int inherited_socket();

}  // namespace daemonize
