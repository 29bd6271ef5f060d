#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"

namespace store {

/// The number within a domain that a GTID of MariaDB ends with ("0-1-42"); the first one of a list.
/// 0 for anything else.
std::uint64_t number_of_gtid(std::string_view gtid);

/// Servers that follow a primary by GTID. One that is asked has all that this host had written
/// before, and all that anybody had a second ago: it is given a moment to catch up. One that is
/// away or further behind is left alone for a second, and the primary answers. All that is written
/// is in one domain of replication (gtid_domain_id).
class Replicas {
 public:
  /// Null when the settings name none. `generations` tells what other processes have written.
  static std::unique_ptr<Replicas> of(const Settings& settings, base::Entropy& entropy,
                                      cache::Generations& generations);

  /// Runs the work on one of them; false when none can, and whatever the work has done is to be
  /// done again. Throws what the work throws, and what `primary` throws when it does not answer.
  bool read(Database& primary, const std::function<void(Session&)>& work);

 private:
  using SteadyClock = std::chrono::steady_clock;
  struct Replica {
    std::unique_ptr<Database> database;
    std::uint64_t has = 0;  ///< it has all up to here
    SteadyClock::time_point rests_until{};
    bool fails = false;  ///< and the log says so
  };

  explicit Replicas(cache::Generations& generations) : generations_(generations) {}

  void sample(Database& primary);
  Replica* next();
  bool read_on(Replica& replica, std::uint64_t wanted, const std::function<void(Session&)>& work);

  cache::Generations& generations_;
  std::vector<Replica> replicas_;
  std::size_t next_ = 0;
  std::string prefix_;             ///< "0-1-" of the primary's numbers; empty: it writes none
  std::uint64_t sampled_ = 0;      ///< what the primary had written lately
  SteadyClock::time_point due_{};  ///< of the next sample
};

/// Whether a server can be a replica, in words for the operator: it follows another one by GTID.
/// Throws base::Error (unavailable) when it does not, or does not answer.
std::string examine_replica(const std::string& url, std::chrono::seconds timeout);

}  // namespace store
