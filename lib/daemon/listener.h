#pragma once

#include <string>

namespace daemonize {

/// A listening socket, non-blocking and closed on exec. "unix:PATH" (made with `mode`, and given
/// to the user and group that the process will become), "HOST:PORT" or "[V6]:PORT". A socket file
/// that nobody listens on is replaced; one that somebody listens on is a base::Error (conflict), as
/// is anything that is not a socket. Throws base::Error (internal) when the system refuses.
int listen_on(const std::string& address, unsigned mode, const std::string& user,
              const std::string& group);

/// The socket that systemd (LISTEN_FDS) or whoever started us on descriptor 0 has opened,
/// non-blocking and closed on exec; -1 when there is none.
int inherited_socket();

}  // namespace daemonize
