#pragma once

#include <string>

#include "daemon/privileges.h"

namespace daemonize {

/// A listening socket, non-blocking and closed on exec. The address is "unix:PATH" (made with
/// `mode`, and owned by `owner`; see listen_unix()), "HOST:PORT" or "[V6]:PORT". Throws
/// base::Error: conflict when somebody listens there already, invalid_argument when it is not an
/// address, and internal, with a text that says what to do, for any other failure.
int listen_on(const std::string& address, unsigned mode, const Identity& owner);

/// Throws as listen_on() would, but does not listen.
void examine_address(const std::string& address);

/// Whether systemd listens on this unix socket, in order to pass it to a service.
bool is_passed_on(const std::string& address);

/// The listening socket that systemd (LISTEN_FDS) passed, or that whoever started us put on
/// descriptor 0; non-blocking and closed on exec. -1 when there is none.
int inherited_socket();

}  // namespace daemonize
