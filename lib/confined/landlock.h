#pragma once

#include "confined/sandbox.h"

/// Landlock, by which a process gives up files and ports (landlock(7)). For the .cpp files of this
/// folder only.
namespace confined::landlock {

bool has_files();
bool has_ports();  ///< since Linux 6.7

/// Allows the process, which must have no_new_privs, the paths and ports of the sandbox alone, and
/// signals to nobody but what it forks (since Linux 6.12). Does as much of it as the kernel can.
void restrict_to(const Sandbox& sandbox);

}  // namespace confined::landlock
