#pragma once

#include <string>

#include "daemon/privileges.h"

namespace daemonize {

/// A listening unix socket at this path, non-blocking and closed on exec, with exactly this mode
/// and owner; nobody can connect before it has them, and none is left behind when it cannot have
/// them. A socket that nobody listens on is replaced. One that somebody listens on, or of which
/// that cannot be told, is a base::Error (conflict), as is anything that is no socket; a path of
/// 108 bytes or more is (invalid_argument), and (internal) says what the system refuses and what to
/// do. See unix(7) for what each refusal of connect(2) means.
int listen_unix(const std::string& path, unsigned mode, const Identity& owner);

/// Throws as listen_unix() would, and makes and removes nothing.
void examine_unix(const std::string& path);

/// Whether the first process of the machine listens there: systemd, for a service that it passes
/// the socket to.
bool is_listened_on_by_init(const std::string& path);

}  // namespace daemonize
