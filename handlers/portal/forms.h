#pragma once

#include <string>

#include "gateway/request.h"

namespace portal {

/// What clients send, read once.

/// A change of the caller's own account. parse() refuses (invalid_argument) whatever nobody may
/// change here, by name, so that nobody believes that it was changed.
struct UserForm {
  std::string password;
  static UserForm parse(const gateway::Request& request);
};

}  // namespace portal
