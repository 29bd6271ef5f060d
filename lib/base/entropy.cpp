#include "base/entropy.h"

#include <sys/random.h>

#include <cerrno>

#include "base/error.h"

namespace base {

void SystemEntropy::fill(std::span<std::byte> bytes) {
  while (!bytes.empty()) {
    const auto got = getrandom(bytes.data(), bytes.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) throw Error(ErrorCode::internal, {}, {"getrandom failed"});
    bytes = bytes.subspan(static_cast<std::size_t>(got));
  }
}

}  // namespace base
