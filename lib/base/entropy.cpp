#include "base/entropy.h"

#include <sys/mman.h>
#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "base/error.h"

namespace base {
namespace {

[[noreturn]] void fail(const char* what) { throw Error(ErrorCode::internal, {}, {what}); }

void ask_kernel(std::span<std::byte> bytes) {
  while (!bytes.empty()) {
    const auto got = getrandom(bytes.data(), bytes.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) fail("getrandom failed");
    bytes = bytes.subspan(static_cast<std::size_t>(got));
  }
}

}  // namespace

/// Kept in memory that the kernel zeroes in a forked child, so the child finds the stock empty.
struct SystemEntropy::Stock {
  std::size_t left;
  std::array<std::byte, 512> bytes;
};

SystemEntropy::SystemEntropy() {
  void* const memory =
      mmap(nullptr, sizeof(Stock), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) fail("no memory for random bytes");
  stock_ = static_cast<Stock*>(memory);
  if (madvise(memory, sizeof(Stock), MADV_WIPEONFORK) == 0) return;
  munmap(memory, sizeof(Stock));
  fail("no memory that a fork wipes");
}

SystemEntropy::~SystemEntropy() { munmap(stock_, sizeof(Stock)); }

void SystemEntropy::fill(std::span<std::byte> bytes) {
  auto& [left, stock] = *stock_;
  if (bytes.size() > stock.size()) return ask_kernel(bytes);
  if (bytes.size() > left) {
    left = 0;
    ask_kernel(stock);
    left = stock.size();
  }
  left -= bytes.size();
  const auto given = std::span(stock).subspan(left, bytes.size());
  std::copy(given.begin(), given.end(), bytes.begin());
  explicit_bzero(given.data(), given.size());
}

}  // namespace base
