#include "oauth/grant_type.h"

#include "oauth/errors.h"

namespace oauth {

std::string TokenRequest::required(std::string_view name) const {
  if (auto value = find(name)) return *std::move(value);
  throw missing_parameter(name);
}

}  // namespace oauth
