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

/// Encrypts mails alongside the courier's loop, each in a confined process: a few at once, in the
/// order in which they came. Mails that need no encryption never wait for it.
///
/// A mail is sent in plain when its recipient's key cannot be encrypted to: it has expired, it
/// takes too long, or there is no librnp. Owners without a key get it in plain anyway, and a
/// warning or a way back into an account that never arrives would do more harm. After a failure
/// that may be temporary (no process available, a machine too busy, a crash) it is tried again, and
/// sent in plain at the third failure. The log says `mail.not_encrypted`.
class Encryption {
 public:
  static constexpr std::size_t kAtOnce = 2;
  /// So few that the last is done before its lease ends, even if each takes all of its time.
  static constexpr std::size_t kMostUnderWay = 32;

  bool has_room() const { return under_way() < kMostUnderWay; }
  /// How many have begun but have not been taken yet.
  std::size_t under_way() const { return waiting_.size() + working_.size() + ended_.size(); }

  /// Begins to encrypt a mail. Call it only when there is room, and only for a draft with a key.
  /// `attempts`: how often the message was tried, including this time.
  void begin(Draft draft, int attempts);

  /// Continues the work until one mail has ended, for at most `at_most`.
  void work(std::chrono::milliseconds at_most);

  /// A mail that can be sent, or why it has to be tried again.
  struct Ended {
    base::Id id;
    std::variant<Envelope, Outcome> result;
  };
  /// The mails that have ended; each is returned once.
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
