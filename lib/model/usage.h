#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "base/clock.h"
#include "base/id.h"

namespace model {

/// What an account can use of a portal. The database stores these numbers.
enum class UsageKind { upload = 1, download = 2, registry_read = 3, registry_write = 4 };

/// One use, as it was tracked. It never changes.
struct UsageEvent {
  base::Id id;  ///< time-ordered, of the same moment as `at`
  base::Id account;
  UsageKind kind = UsageKind::upload;
  base::Time at;
  std::string skylink;     ///< empty for the registry
  std::int64_t bytes = 0;  ///< 0 when unknown
  std::int64_t bandwidth = 0;
};

/// No event counts as more than 16 TiB: more than any file has, and little enough that sums fit.
inline constexpr std::int64_t kMostBytes = std::int64_t{1} << 44;

/// What a use costs the portal's network, in bytes, including the redundancy that keeps data safe.
std::int64_t bandwidth_of(UsageKind kind, std::int64_t bytes);

/// Sums over some events.
struct UsageSum {
  std::int64_t events = 0;
  std::int64_t bytes = 0;
  std::int64_t bandwidth = 0;
};

/// What an account has used: each kind, in total and in the current month.
class UsageStats {
 public:
  struct OfKind {
    UsageSum all;
    UsageSum month;
  };
  OfKind& of(UsageKind kind) { return kinds_[static_cast<std::size_t>(kind) - 1]; }
  const OfKind& of(UsageKind kind) const { return kinds_[static_cast<std::size_t>(kind) - 1]; }

  /// Bytes that all uploads take up for the account, in the portal's units of storage.
  std::int64_t storage() const;
  /// Bytes that they take up in the network, which equals the bandwidth of the uploads.
  std::int64_t raw_storage() const { return of(UsageKind::upload).all.bandwidth; }
  /// Bytes of bandwidth of all kinds in the month.
  std::int64_t month_bandwidth() const;

 private:
  std::array<OfKind, 4> kinds_{};
};

/// The smallest id for `time`: not greater than any id made at that time or later, and greater than
/// all made before.
base::Id first_id_at(base::Time time);

/// A hash of the account, from 0 to kUsageSlots - 1 and the same in every version of the program:
/// by its remainder usage is spread over several databases.
inline constexpr int kUsageSlots = 4096;
int usage_slot(const base::Id& account);

/// An event's id as an API shows it: 24 hex digits, in the order of time.
std::string short_id(const base::Id& id);

}  // namespace model
