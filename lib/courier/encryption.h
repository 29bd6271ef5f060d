#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <string>
#include <variant>
#include <vector>

#include "confined/task.h"
#include "courier/channel.h"
#include "courier/composer.h"
#include "courier/envelope.h"

namespace courier {

/// Encrypts mails beside the courier's loop, each in a confined process: a few at once, in the
/// order in which they came; whoever gets theirs in plain never waits for them.
///
/// A mail is sent in plain when its recipient's key cannot be encrypted to: it has expired, it
/// takes too long, or there is no librnp. So owners without a key get it, and a warning or a way
/// back into an account that never comes would do more harm. What may be better in a moment (no
/// process to be had, a machine too busy, a crash) is tried again, and sent in plain at the third
/// time. The log says `mail.not_encrypted`.
class Encryption {
 public:
  static constexpr std::size_t kAtOnce = 2;
  /// Even if each takes all of its time, the last is done before its lease ends.
  static constexpr std::size_t kMostUnderWay = 32;

  bool has_room() const { return under_way() < kMostUnderWay; }
  /// How many have begun and were not taken.
  std::size_t under_way() const { return waiting_.size() + working_.size() + ended_.size(); }

  /// Only when there is room, and only with a key. `attempts`: how often the message was tried,
  /// this time included.
  void begin(Draft draft, int attempts);

  /// Goes on with it until one has ended, for at most `at_most`.
  void work(std::chrono::milliseconds at_most);

  /// A mail that can go out, or why it is to be tried again.
  struct Ended {
    base::Id id;
    std::variant<Envelope, Outcome> result;
  };
  /// Those that have ended; each is given once.
  std::vector<Ended> take();

 private:
  struct Order {
    Draft draft;
    int attempts;
  };
  struct Working {
    Order order;
    confined::Task task;
  };

  void fill();
  void start(Order order);
  void wait(std::chrono::milliseconds at_most) const;
  void reap();
  void finish(Working working);
  void try_again(const Order& order, const std::string& reason);
  void send_in_plain(const Order& order, const std::string& reason);

  std::deque<Order> waiting_;
  std::vector<Working> working_;
  std::vector<Ended> ended_;
};

}  // namespace courier
