#pragma once

#include <optional>

#include "base/error.h"

/// The error that `work` was refused with; nothing when it was not.
template <typename Work>
std::optional<base::Error> refusal_of(Work&& work) {
  try {
    work();
    return std::nullopt;
  } catch (const base::Error& error) {
    return error;
  }
}

/// Whether `work` was refused with this code.
template <typename Work>
bool refuses(base::ErrorCode code, Work&& work) {
  const auto error = refusal_of(work);
  return error && error->code() == code;
}
