#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/entropy.h"
#include "base/id.h"
#include "courier/channel.h"
#include "store/forward.h"
#include "store/outbox.h"

/// The courier takes what is due from the outbox, delivers it and records the outcome. It is the
/// only user of libcurl. It decides nothing about accounts, and no request ever waits for it.
namespace courier {

struct Patience {
  int batch = 32;                        ///< messages leased at once, as far as there is room
  std::chrono::seconds lease{300};       ///< longer than any delivery takes
  std::chrono::seconds first_delay{30};  ///< after the first failure; doubled by each further one
  std::chrono::seconds longest_delay{3600};
  std::chrono::seconds give_up_after{
      std::chrono::hours{48}};  ///< since it was queued; then it is dead
};

/// The delay before the next attempt. It doubles with each attempt and is shortened by up to half
/// at random, so that messages that failed together are not retried together.
std::chrono::milliseconds delay_after(int attempts, const Patience& patience,
                                      base::Entropy& entropy);

/// Loses no message even when killed: leased messages are tried again under the same id when the
/// lease ends. When the database is away, it logs that and does nothing until the next call.
class Dispatcher {
 public:
  /// Everything must outlive the dispatcher. No two channels may take messages of the same name.
  Dispatcher(store::Database& database, const base::Clock& clock, base::Entropy& entropy,
             std::vector<MessageChannel*> channels, Patience patience);

  /// Delivers until nothing is due any more, or until `stop` returns true: then no further message
  /// is begun, and those begun are finished. Returns how many messages it tried.
  int deliver_due(const std::function<bool()>& stop);

  /// Begins what is due, as far as the channels have room; returns how many messages it took.
  int begin_due();
  /// Whether messages are under way.
  bool busy() const;
  /// Works on what is under way until a message is done, for at most `at_most`; records each
  /// outcome.
  void work(std::chrono::milliseconds at_most);

 private:
  struct Taken {
    std::string channel;
    base::Time created_at;
    int attempts;
    std::string receiver;
    std::string domain;  // where it goes: the only part of the address that is ever logged
  };
  using Note = std::function<void(store::Session&)>;

  template <typename Work>
  bool with_database(Work work);
  int begin_due(MessageChannel& channel, const std::string& name);
  std::vector<model::Message> lease(const store::Outbox::Wanted& wanted);
  std::map<std::string, int> under_way(const std::string& name) const;
  void begin(MessageChannel& channel, const model::Message& message);
  void record(const base::Id& id, const Outcome& outcome);
  Note with_alarm(const Taken& taken, const Outcome& outcome);
  void settle(const base::Id& id, Note note);
  void put_off(const base::Id& id, const Taken& taken, const Outcome& outcome);
  void bury(const base::Id& id, const Taken& taken, const Outcome& outcome);
  void forget_settled();
  void write_down(const Note& note, const Note& outcome);

  store::Database& database_;
  const base::Clock& clock_;
  base::Entropy& entropy_;
  std::vector<MessageChannel*> channels_;
  Patience patience_;
  std::map<base::Id, Taken> taken_;
  std::vector<std::pair<base::Id, Note>> settled_;  // delivered, but not recorded in the outbox yet
  // Of the channels that have delivered or failed since the start, whether there is an alarm.
  std::map<std::string, bool> alarms_;
  bool database_answers_ = true;
};

}  // namespace courier
