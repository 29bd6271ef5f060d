#pragma once

#include <sys/types.h>

#include <string>

#include "daemon/privileges.h"

namespace daemonize {

/// Makes a directory of this mode for its owner, and those above it, which stay this process's; one
/// that is there stays as it is. What root gives away is what root has made: whoever may write to
/// the directory above could put something else in its place meanwhile. Throws base::Error
/// (internal).
void make_directory(const std::string& path, mode_t mode, const Identity& owner);

}  // namespace daemonize
