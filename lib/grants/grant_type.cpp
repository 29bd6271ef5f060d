#include "grants/grant_type.h"

#include "grants/errors.h"

namespace grants {

std::string TokenRequest::required(std::string_view name) const {
  if (auto value = find(name)) return *std::move(value);
  throw missing_parameter(name);
}

}  // namespace grants
