// What libFuzzer calls: the target that the variable DOORWARD_FUZZ names.
#include <cstdint>
#include <cstdlib>
#include <iostream>

#include "fuzz/targets.h"

namespace {

const fuzz::Target& target() {
  const char* const name = std::getenv("DOORWARD_FUZZ");
  const auto* const found = fuzz::find(name == nullptr ? "" : name);
  if (found != nullptr) return *found;
  std::cerr << "DOORWARD_FUZZ must be one of:";
  for (const auto& each : fuzz::targets()) std::cerr << ' ' << each.name;
  std::cerr << '\n';
  std::exit(2);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const auto& tried = target();
  fuzz::try_on(tried, {reinterpret_cast<const char*>(bytes), size});
  return 0;
}
