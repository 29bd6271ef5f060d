#include "gateway/parameters.h"

#include <algorithm>

namespace gateway {
namespace {

constexpr std::size_t kUsualCount = 40;

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
  if (name.starts_with("HTTP_") && name != "HTTP_PROXY" && has(name)) repeated_ = name;
  values_.emplace_back(name, value);
}

bool Parameters::has(std::string_view name) const {
  return std::any_of(values_.begin(), values_.end(),
                     [&](const Value& value) { return value.first == name; });
}

std::string_view Parameters::operator[](std::string_view name) const {
  const auto found = std::find_if(values_.rbegin(), values_.rend(),
                                  [&](const Value& value) { return value.first == name; });
  return found == values_.rend() ? std::string_view() : found->second;
}

}  // namespace gateway
