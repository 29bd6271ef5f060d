#pragma once

#include <optional>
#include <vector>

#include "base/id.h"
#include "store/forward.h"

namespace store {

/// One of the databases that usage is in.
struct UsagePlace {
  int position;  ///< in the list, from 1
  int places;    ///< how many the list names
  base::Id mark;

  bool operator==(const UsagePlace&) const = default;
};

/// The table `usage_places`, of the main database and of those that usage is in.
class UsagePlaces {
 public:
  explicit UsagePlaces(Session& session) : session_(session) {}

  std::vector<UsagePlace> all();

  /// Throws Duplicate when there is one at the position.
  void insert(const UsagePlace& place);
  void remove_all();

  /// Whether anything was ever counted in this database.
  bool has_usage();

 private:
  Session& session_;
};

}  // namespace store
