#pragma once

#include <condition_variable>
#include <csignal>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string_view>

#include "base/file.h"
#include "crypto/hash_slots.h"
#include "hashing/job.h"
#include "hashing/turns.h"

namespace hashing {

/// Where jobs are handed in: two ends of a pair of sockets that nobody else can reach.
struct Desk {
  int asking = -1;   ///< for ByHasher, in any number of processes
  int serving = -1;  ///< for a Hasher, or several, while one replaces the other
};

/// Makes one; both ends are close-on-exec and the caller's. Throws base::Error (internal) when
/// there are no descriptors.
Desk make_desk();

/// Computes what is handed in, on a number of threads, in the order of Turns. A job whose asker has
/// closed its end before its turn is forgotten. Passwords are wiped when they have been used.
class Hasher {
 public:
  struct Settings {
    int serving = -1;
    int threads = 1;
    std::size_t most_waiting = 4096;  ///< beyond, the newest job of whoever waits for most goes
    /// Set by a signal handler when it is to end; null: it ends when the asking end is closed.
    const volatile std::sig_atomic_t* stop = nullptr;
    sigset_t interrupts{};  ///< blocked by the caller, and let in only while it waits
  };

  /// Each thread holds a slot while it computes, and no job is begun before it has one. `slots`
  /// must outlive it. Throws base::Error (internal) when descriptors run short.
  Hasher(const Settings& settings, crypto::HashSlots& slots);

  /// Until it is to end; then it finishes what has been handed in. Never throws for what a job
  /// brings.
  void run();

 private:
  /// A job that waits, or is under way.
  struct Ticket {
    Ticket(std::string_view bytes, int end) : message(bytes), asker(end) {}
    Message message;
    base::Descriptor asker;
  };
  using Tickets = std::map<Turns::Number, Ticket>;

  bool is_over() const;
  void wait();
  void take_in();
  void admit(std::string_view message, int asker);
  void make_room();
  void cancel(Turns::Number number);

  void work();
  bool wait_for_a_job();
  std::optional<crypto::HashSlots::Slot> take_slot();
  Tickets::node_type begin();

  Settings settings_;
  crypto::HashSlots& slots_;
  base::Descriptor events_;
  sigset_t open_mask_{};
  bool hung_up_ = false;  // the asking end is closed

  std::mutex mutex_;  // of all that follows
  std::condition_variable changed_;
  Turns turns_;
  Tickets tickets_;
  Turns::Number last_ = 0;
  bool ending_ = false;
};

}  // namespace hashing
