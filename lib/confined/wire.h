#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "confined/task.h"

/// How the result of work travels through the pipe. For the .cpp files of this folder only.
namespace confined {

std::string written(const Fields& fields);
std::string written(const base::Error& error);

/// Reads exactly what written() wrote; nothing for anything more or less. When it is an error,
/// throws it.
std::optional<Fields> read_back(std::string_view bytes);

}  // namespace confined
