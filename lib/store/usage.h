#pragma once

#include <cstdint>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "model/usage.h"
#include "store/forward.h"

namespace store {

/// The table `usage_events` (one row a use, only ever inserted) and what is read of it. What is
/// older than the watermark is read from the sums in `usage_days` (usage_rollup.h), the rest from
/// the events themselves, both in one statement, so that no moment counts an event twice or not at
/// all.
class Usage {
 public:
  explicit Usage(Session& session) : session_(session) {}

  void insert(const model::UsageEvent& event);

  /// The events of an account and kind whose ids are smaller than `before`, newest first.
  std::vector<model::UsageEvent> list(const base::Id& account, model::UsageKind kind,
                                      const base::Id& before, std::int64_t offset, int limit);

  /// Sums of all time, and of the days from `month` (a midnight) on.
  model::UsageStats stats(const base::Id& account, base::Time month);

  struct Day {
    base::Time start;
    std::int64_t events;
  };
  /// How many events each day has, newest first. The first entry, of a time far ahead, is what is
  /// in no day's sum yet; it is always there.
  std::vector<Day> days(const base::Id& account, model::UsageKind kind);

 private:
  Session& session_;
};

}  // namespace store
