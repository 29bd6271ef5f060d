#include "gateway/parameters.h"

#include <algorithm>

namespace gateway {
namespace {

constexpr std::size_t kUsualCount = 40;

template <typename Values>
auto find(Values& values, std::string_view name) {
  return std::find_if(values.begin(), values.end(),
                      [&](const auto& value) { return value.first == name; });
}

}  // namespace

Parameters::Parameters(const char* const* entries, const Limits& limits) {
  values_.reserve(kUsualCount);
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
  const auto value = entry.substr(equals + 1);
  const auto known = find(values_, name);
  if (known == values_.end()) {
    values_.emplace_back(name, value);
    return;
  }
  known->second = value;
  if (name.starts_with("HTTP_") && name != "HTTP_PROXY") repeated_ = name;
}

std::string_view Parameters::operator[](std::string_view name) const {
  const auto found = find(values_, name);
  return found == values_.end() ? std::string_view() : found->second;
}

}  // namespace gateway
