#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "courier/transport.h"
#include "model/message.h"

namespace courier {

/// One way out: it takes messages of its channels of the outbox, brings several away at once, and
/// reports what became of each. A slow one delays no other.
class Channel {
 public:
  virtual ~Channel() = default;

  /// Of the messages that it takes: model::Message::channel.
  virtual std::vector<std::string> names() const = 0;

  /// How many more it takes on now, and how many it has begun and not reported.
  virtual std::size_t room() const = 0;
  virtual std::size_t under_way() const = 0;

  /// How many of one receiver it takes on at the same time. 0: any number.
  virtual int per_receiver() const = 0;

  /// Begins to deliver a message; only when there is room. Returns where it goes (a domain), for
  /// the log, or nothing when nobody wants it any more. Throws base::Error (unavailable) when the
  /// database does not answer, anything else when the message cannot be delivered by anybody.
  virtual std::optional<std::string> begin(const model::Message& message) = 0;

  /// Works on what is under way until something was reported, for at most `at_most`. Each message
  /// that was begun is reported once.
  virtual void work(std::chrono::milliseconds at_most, const Report& report) = 0;
};

}  // namespace courier
