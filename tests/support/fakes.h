#pragma once

#include <cstdint>

#include "base/clock.h"
#include "base/entropy.h"

/// A clock that stands still until the test moves it.
class FakeClock final : public base::Clock {
 public:
  explicit FakeClock(base::Time start = base::from_millis(1'700'000'000'000)) : now_(start) {}
  base::Time now() const override { return now_; }
  void advance(std::chrono::milliseconds by) { now_ += by; }

 private:
  base::Time now_;
};

/// Bytes that differ from call to call and are the same in every run.
class FakeEntropy final : public base::Entropy {
 public:
  explicit FakeEntropy(std::uint64_t seed = 1) : state_(seed) {}
  void fill(std::span<std::byte> bytes) override {
    for (auto& byte : bytes) {  // splitmix64
      state_ += 0x9e3779b97f4a7c15U;
      auto mixed = (state_ ^ (state_ >> 30)) * 0xbf58476d1ce4e5b9U;
      mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
      byte = static_cast<std::byte>(mixed >> 56);
    }
  }

 private:
  std::uint64_t state_;
};
