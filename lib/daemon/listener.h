#pragma once

#include <string>

namespace daemonize {

/// A listening socket, non-blocking and closed on exec. "unix:PATH" (made with `mode`, in the
/// group that the process will have), "HOST:PORT" or "[V6]:PORT". A socket file that nobody listens
/// on is replaced; one that somebody listens on is a base::Error (conflict), as is anything that is
/// not a socket.
int listen_on(const std::string& address, unsigned mode, const std::string& group);

/// The socket that systemd (LISTEN_FDS) or whoever started us on descriptor 0 has opened; -1
/// when there is none.
int inherited_socket();

/// Becomes this user and group for good, without supplementary groups; empty names change nothing.
/// Throws base::Error (invalid_argument) for unknown names, (internal) when the kernel refuses.
void drop_privileges(const std::string& user, const std::string& group);

}  // namespace daemonize
