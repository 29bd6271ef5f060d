#pragma once

#include <functional>
#include <utility>

#include "service.h"

/// Lets something happen once in the middle of a use case: when it asks for its first random bytes,
/// which is after all checks and before the transaction that changes something.
class Meanwhile final : public base::Entropy {
 public:
  explicit Meanwhile(std::function<void()> event) : event_(std::move(event)) {}

  void fill(std::span<std::byte> bytes) override {
    if (const auto event = std::exchange(event_, nullptr)) event();
    system_.fill(bytes);
  }

  /// The service's context, with this for its randomness.
  accounts::Context in(Service& service) {
    return {service.database,  service.clock,  *this,
            service.passwords, service.opaque, service.context.terms};
  }

 private:
  std::function<void()> event_;
  base::SystemEntropy system_;
};
