#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "crypto/hashing.h"

namespace hashing {

/// Whose turn it is: fair queueing by start tags (Goyal, Vin and Cheng 1996, SFQ; Stiliadis and
/// Varma 1996, whose virtual time this is), in which every job costs the same and belongs to two
/// flows, its client's network and its account.
///
/// The tag of a flow is the virtual time at which the last job ends that was begun of it, or that
/// at which the next one has arrived, whichever is later. A job starts at the later one of its two
/// tags, so neither a network that asks a hundred times nor an account that is asked for from a
/// hundred networks is ahead of those who ask once. Of jobs that start at the same time the one
/// whose other tag is earlier comes first (of one network's jobs: that of the account that has had
/// least; of one account's: that of the network that has), then the one that came first.
///
/// With each job that is begun, virtual time goes on by the job's share: the more networks wait,
/// the less. So those who arrive later are ahead of a job for a while only, and everybody's turn
/// comes.
class Turns {
 public:
  using Number = unsigned long;

  /// Whose turn `number` is to be. Numbers are the caller's and differ.
  void add(Number number, const crypto::Asker& asker);

  /// Takes the next one out; nothing when nobody waits.
  std::optional<Number> begin();

  /// Takes out one that does not want its turn any more; whether it was still waiting. It has cost
  /// nobody anything.
  bool cancel(Number number);

  /// Takes out the newest of whoever waits for most turns, to make room; nothing when nobody waits.
  std::optional<Number> drop_newest_of_most();

  std::size_t size() const { return waiting_.size(); }
  /// The flows that something is known of.
  std::size_t flows() const { return networks_.size() + accounts_.size(); }

 private:
  using Time = unsigned long;  // virtual
  /// All jobs of one network, or of one account.
  struct Flow {
    Time end = 0;             // of the last job that was begun of it
    std::size_t waiting = 0;  // jobs
  };
  using Flows = std::map<std::string, Flow>;
  struct Job {
    Number number;
    Time arrived;
    Flow* network;
    Flow* account;
  };
  using Jobs = std::list<Job>;  // oldest first

  static std::pair<Time, Time> rank(const Job& job);
  void pass_time(Time start);
  void take_out(Jobs::iterator job);
  void forget_idle();

  Time now_ = 0;
  std::size_t networks_waiting_ = 0;
  Jobs waiting_;
  Flows networks_;
  Flows accounts_;
};

}  // namespace hashing
