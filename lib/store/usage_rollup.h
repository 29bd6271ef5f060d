#pragma once

#include <optional>

#include "base/clock.h"
#include "base/id.h"
#include "store/forward.h"

namespace store {

/// The tables `usage_days` (sums of an account, kind and day) and `usage_watermark` (one row: up to
/// when events are in those sums). Whoever moves the watermark adds the events that it passes in
/// the same transaction, so each event is added once, however many processes try, and a killed one
/// loses nothing.
class UsageRollup {
 public:
  explicit UsageRollup(Session& session) : session_(session) {}

  /// The time up to which events are in the sums; nothing before the first begin().
  std::optional<base::Time> until();

  /// Sets the first watermark. Throws Duplicate when there is one.
  void begin(base::Time until);

  /// The end of the next step: not past `limit`, and after about `most` events or one day. Nothing
  /// when no event waits before `limit`.
  std::optional<base::Time> next_step(base::Time from, base::Time limit, int most);

  /// Moves the watermark. False when it does not stand at `from` (any more).
  bool move(base::Time from, base::Time to);

  /// Adds the events from `from` up to, but without, `to` to the sums of their days. A day of an
  /// account and kind holds at most 1 PiB: nothing that a client says can make a sum overflow.
  void add(base::Time from, base::Time to);

  /// Removes at most `limit` events that are older than `before` and are in the sums; returns how
  /// many.
  int purge_before(base::Time before, int limit);

  /// Removes at most `limit` events and sums of an account; returns how many.
  int purge_account(const base::Id& account, int limit);

 private:
  Session& session_;
};

}  // namespace store
