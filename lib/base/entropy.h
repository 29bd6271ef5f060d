#pragma once

#include <cstddef>
#include <span>

namespace base {

/// Where randomness comes from. Passed in, so that tests can repeat it.
class Entropy {
 public:
  virtual ~Entropy() = default;
  /// Fills all of `bytes`. Throws base::Error (internal) when the source fails; never returns less.
  virtual void fill(std::span<std::byte> bytes) = 0;
};

/// The kernel's generator (getrandom(2)): fit for secrets, and the same after a fork.
class SystemEntropy final : public Entropy {
 public:
  void fill(std::span<std::byte> bytes) override;
};

}  // namespace base
