#include "gateway/parameters.h"

namespace gateway {

Parameters::Parameters(const char* const* entries, const Limits& limits) {
  std::size_t bytes = 0;
  for (std::size_t count = 0; entries[count] != nullptr; ++count) {
    const std::string_view entry = entries[count];
    bytes += entry.size();
    if (count >= limits.parameters || bytes > limits.parameter_bytes) {
      over_limits_ = true;
      return;
    }
    add(entry);
  }
}

void Parameters::add(std::string_view entry) {
  const auto equals = entry.find('=');
  if (equals == entry.npos || equals == 0) return;
  const auto name = entry.substr(0, equals);
  const bool first = values_.insert_or_assign(name, entry.substr(equals + 1)).second;
  if (!first && name.starts_with("HTTP_") && name != "HTTP_PROXY") repeated_ = name;
}

std::string_view Parameters::operator[](std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::string_view() : found->second;
}

}  // namespace gateway
