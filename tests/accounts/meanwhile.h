#pragma once

#include <functional>
#include <utility>

#include "accounts/context.h"
#include "support/test_world.h"

/// Lets something happen once in the middle of a use case of `context`: when it asks for its first
/// random bytes, which is after all checks and before the transaction that changes something.
class Meanwhile final : public base::Entropy {
 public:
  Meanwhile(TestWorld& world, std::function<void()> event)
      : context(world.database, world.clock, *this, world.passwords, world.opaque,
                world.context.terms),
        event_(std::move(event)) {}

  void fill(std::span<std::byte> bytes) override {
    if (const auto event = std::exchange(event_, nullptr)) event();
    system_.fill(bytes);
  }

  accounts::Context context;  ///< the world's, with this for its randomness

 private:
  std::function<void()> event_;
  base::SystemEntropy system_;
};

/// Lets something happen while a password is hashed.
class WhileHashing final : public crypto::Hashing {
 public:
  WhileHashing(TestWorld& world, std::function<void()> event)
      : context(world.database, world.clock, world.entropy, passwords_, world.opaque,
                world.context.terms),
        world_(world),
        event_(std::move(event)) {}

  std::string hash(std::string_view password, const crypto::PasswordCost& cost,
                   const crypto::Asker& asker) override {
    if (const auto event = std::exchange(event_, nullptr)) event();
    return world_.hashing.hash(password, cost, asker);
  }
  bool verify(std::string_view password, const std::string& stored,
              const crypto::Asker& asker) override {
    if (const auto event = std::exchange(event_, nullptr)) event();
    return world_.hashing.verify(password, stored, asker);
  }

 private:
  crypto::Passwords passwords_{{8, 1}, *this};

 public:
  accounts::Context context;  ///< the world's, with this for its passwords

 private:
  TestWorld& world_;
  std::function<void()> event_;
};
