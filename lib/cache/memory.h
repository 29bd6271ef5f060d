#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstring>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/clock.h"
#include "cache/generations.h"
#include "crypto/fingerprint.h"

namespace cache {

/// What a Memory needs, and how long it may believe an answer.
struct Terms {
  const Generations& generations;  ///< all three references must outlive the memory
  const crypto::Fingerprints& fingerprints;
  const base::Clock& clock;
  std::chrono::seconds lifetime;  ///< how long an answer is believed without asking; 0: not at all
};

/// An answer of the database, with what makes it out of date.
template <typename Value>
struct Fact {
  Value value;
  std::array<Subject, 4> about{};        ///< a change of any of these ends it
  base::Time until = base::Time::max();  ///< it ends by itself then
};

/// The answers that one process has had lately, in bounded room. It remembers what exists, never
/// that something does not. A change on this host is seen from the moment that it is acknowledged,
/// a change on another host after `lifetime`. A key may be a secret: only its fingerprint is kept.
template <typename Value>
class Memory {
 public:
  /// `most`: how many answers it holds at most.
  Memory(Terms terms, std::size_t most)
      : terms_(terms), half_(std::max<std::size_t>(most / 2, 1)) {}

  /// The value remembered under the key; else the one that `ask` returns (a Fact, or nothing).
  template <std::invocable Ask>
  std::optional<Value> get(std::string_view key, Ask ask) {
    if (terms_.lifetime <= terms_.lifetime.zero()) return value_of(ask());
    const auto fingerprint = terms_.fingerprints.of(key);
    if (const auto* known = find(fingerprint)) return *known;
    const auto moment = terms_.generations.now();  // before asking: see Generations
    const auto asked_at = terms_.clock.now();
    std::optional<Fact<Value>> fact = ask();
    if (fact) keep(fingerprint, {*fact, moment, asked_at});
    return value_of(std::move(fact));
  }

 private:
  struct Entry {
    Fact<Value> fact;
    Generations::Moment moment;
    base::Time asked_at;
  };
  struct Beginning {
    std::size_t operator()(const crypto::Fingerprint& fingerprint) const {
      std::size_t beginning = 0;
      std::memcpy(&beginning, fingerprint.data(), sizeof beginning);
      return beginning;
    }
  };
  using Entries = std::unordered_map<crypto::Fingerprint, Entry, Beginning>;

  static std::optional<Value> value_of(std::optional<Fact<Value>> fact) {
    if (!fact) return std::nullopt;
    return std::move(fact->value);
  }

  bool holds(const Entry& entry) const {
    const auto now = terms_.clock.now();
    // A clock that was set back must not lengthen the entry's life.
    const bool fresh = now >= entry.asked_at && now - entry.asked_at < terms_.lifetime;
    return fresh && now < entry.fact.until &&
           std::none_of(entry.fact.about.begin(), entry.fact.about.end(), [&](Subject subject) {
             return terms_.generations.changed_since(entry.moment, subject);
           });
  }

  const Value* find(const crypto::Fingerprint& fingerprint) const {
    for (const auto* entries : {&young_, &old_}) {
      const auto found = entries->find(fingerprint);
      if (found != entries->end() && holds(found->second)) return &found->second.fact.value;
    }
    return nullptr;
  }

  /// When the young half is full, the old half is dropped and the young one takes its place.
  void keep(const crypto::Fingerprint& fingerprint, Entry entry) {
    if (young_.size() >= half_) old_ = std::exchange(young_, {});
    young_.insert_or_assign(fingerprint, std::move(entry));
  }

  Terms terms_;
  std::size_t half_;
  Entries young_;
  Entries old_;
};

}  // namespace cache
