#pragma once

#include <sys/types.h>

#include "confined/task.h"

/// The inside of a confined process. For the .cpp files of this folder only.
namespace confined {

/// Runs in a freshly forked child with all signals blocked: gives up what it does not need, sets
/// the limits, does the work, writes the result to `out` and exits.
[[noreturn]] void work_in_cell(const Work& work, const Limits& limits, int out,
                               pid_t parent) noexcept;

}  // namespace confined
