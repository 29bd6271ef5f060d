#pragma once

#include <string>

#include "daemon/privileges.h"

namespace daemonize {

/// Makes a listening unix socket at this path, non-blocking and closed on exec, with exactly this
/// mode and owner. Nobody can connect before it has both, and no file is left behind when that
/// fails. Replaces a socket that nobody listens on. Throws base::Error: conflict when somebody
/// listens on the socket, when that cannot be found out, or when the path is not a socket;
/// invalid_argument for a path of 108 bytes or more; internal, with what the system refuses and
/// what to do. See unix(7) for what each refusal of connect(2) means.
int listen_unix(const std::string& path, unsigned mode, const Identity& owner);

/// Throws as listen_unix() would, but makes and removes nothing.
void examine_unix(const std::string& path);

/// Whether the machine's first process listens there: systemd, in order to pass the socket to a
/// service.
bool is_listened_on_by_init(const std::string& path);

}  // namespace daemonize
