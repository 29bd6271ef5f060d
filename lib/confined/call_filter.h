#pragma once

#include "confined/sandbox.h"

/// A filter of system calls (seccomp(2)). For the .cpp files of this folder only.
namespace confined {

/// Whether the kernel has it, and libseccomp is there to write it.
bool has_call_filter();

/// Allows the process, which must have no_new_privs, the calls of call_lists.h alone; others fail
/// with EPERM. Does nothing where there is no filter.
void filter_calls(Sandbox::Calls calls);

}  // namespace confined
