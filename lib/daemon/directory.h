#pragma once

#include <sys/types.h>

#include <string>

#include "daemon/privileges.h"

namespace daemonize {

/// Makes a directory with this mode and owner, and missing parents, which this process owns. An
/// existing directory stays as it is. Root changes the owner only of a directory that it has just
/// made, since anybody who may write to the parent could have put something else in its place.
/// Throws base::Error (internal).
void make_directory(const std::string& path, mode_t mode, const Identity& owner);

}  // namespace daemonize
