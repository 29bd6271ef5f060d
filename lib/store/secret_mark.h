#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "store/forward.h"

namespace store {

/// The table `secret_mark`: one row that identifies the secret which the database belongs to.
class SecretMark {
 public:
  explicit SecretMark(Session& session) : session_(session) {}

  /// Nothing before the first start.
  std::optional<std::string> find();

  /// Throws Duplicate when there is one already.
  void insert(const std::string& mark);

  /// False when it is no longer `seen`.
  bool replace(const std::string& seen, const std::string& mark);

  /// Changes something, unless that was done since then: what only a change that is kept shows, a
  /// full disk, shows here.
  void write(base::Time now, base::Time not_since);

  /// Runs an insert, an update and a delete that match no row: whatever would prevent changes of
  /// the database (missing rights, a read-only file) fails here, too, and nothing is changed.
  void try_changes();

 private:
  Session& session_;
};

}  // namespace store
