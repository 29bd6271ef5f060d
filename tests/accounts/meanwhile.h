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

/// Lets something happen while a password is hashed.
class WhileHashing final : public crypto::Hashing {
 public:
  WhileHashing(Service& service, std::function<void()> event)
      : service_(service), event_(std::move(event)) {}

  std::string hash(std::string_view password, const crypto::PasswordCost& cost,
                   const crypto::Asker& asker) override {
    if (const auto event = std::exchange(event_, nullptr)) event();
    return service_.hashing.hash(password, cost, asker);
  }
  bool verify(std::string_view password, const std::string& stored,
              const crypto::Asker& asker) override {
    if (const auto event = std::exchange(event_, nullptr)) event();
    return service_.hashing.verify(password, stored, asker);
  }

  /// The service's context, with this for its passwords.
  accounts::Context context() {
    return {service_.database, service_.clock,  service_.entropy,
            passwords_,        service_.opaque, service_.context.terms};
  }

 private:
  Service& service_;
  std::function<void()> event_;
  crypto::Passwords passwords_{{8, 1}, *this};
};
