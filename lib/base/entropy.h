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

/// The kernel's generator (getrandom(2)): fit for secrets. It fetches a few bytes ahead, which a
/// forked child does not inherit, and wipes those that it has handed out. For use by one thread.
class SystemEntropy final : public Entropy {
 public:
  /// Throws base::Error (internal) when memory cannot be allocated.
  SystemEntropy();
  ~SystemEntropy() override;
  SystemEntropy(const SystemEntropy&) = delete;
  SystemEntropy& operator=(const SystemEntropy&) = delete;

  void fill(std::span<std::byte> bytes) override;

 private:
  struct Stock;
  Stock* stock_;
};

}  // namespace base
