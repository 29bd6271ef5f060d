#pragma once

#include <sys/types.h>

#include "confined/task.h"

/// The inside of a confined process. For the .cpp files of this folder only.
namespace confined {

/// In a child that was just forked, all signals blocked: gives away what it does not need, takes on
/// the limits, works, writes the result to `out` and ends.
[[noreturn]] void work_in_cell(const Work& work, const Limits& limits, int out,
                               pid_t parent) noexcept;

}  // namespace confined
