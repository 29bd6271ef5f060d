#include "model/usage.h"

#include <algorithm>

#include "base/fnv.h"

namespace model {
namespace {

constexpr std::int64_t kKiB = 1024;
constexpr std::int64_t kMiB = 1024 * kKiB;

// A file lies in one base sector of 4 MiB, kept tenfold, and in chunks of 40 MiB, kept threefold.
constexpr std::int64_t kBase = 4 * kMiB;
constexpr std::int64_t kRawBase = 40 * kMiB;
constexpr std::int64_t kChunk = 40 * kMiB;
constexpr std::int64_t kRawChunk = 120 * kMiB;

constexpr std::int64_t kDownloadOverhead = 200 * kKiB;
constexpr std::int64_t kDownloadUnit = 64;

constexpr std::int64_t parts(std::int64_t bytes, std::int64_t size) {
  return (bytes + size - 1) / size;
}

constexpr std::int64_t chunks(std::int64_t bytes) {
  return bytes <= kBase ? 0 : parts(bytes - kBase, kChunk);
}

}  // namespace

std::int64_t bandwidth_of(UsageKind kind, std::int64_t bytes) {
  switch (kind) {
    case UsageKind::upload:
      return kRawBase + chunks(bytes) * kRawChunk;
    case UsageKind::download:
      return kDownloadOverhead + parts(bytes, kDownloadUnit) * kDownloadUnit;
    case UsageKind::registry_read:
      return kMiB;
    case UsageKind::registry_write:
      return 5 * kMiB;
  }
  return 0;
}

// The chunks of all uploads follow from their bandwidth, so that nobody keeps count of them.
std::int64_t UsageStats::storage() const {
  const auto& uploads = of(UsageKind::upload).all;
  const auto of_chunks = std::max<std::int64_t>(0, uploads.bandwidth - uploads.events * kRawBase);
  return uploads.events * kBase + of_chunks / kRawChunk * kChunk;
}

std::int64_t UsageStats::month_bandwidth() const {
  std::int64_t sum = 0;
  for (const auto& kind : kinds_) sum += kind.month.bandwidth;
  return sum;
}

base::Id first_id_at(base::Time time) {
  base::Id::Bytes bytes{};
  auto millis = static_cast<std::uint64_t>(base::to_millis(time));
  for (int i = 5; i >= 0; --i, millis >>= 8) {
    bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(millis & 0xffU);
  }
  return base::Id(bytes);
}

int usage_slot(const base::Id& account) {
  const auto& bytes = account.bytes();
  return static_cast<int>(base::fnv1a({reinterpret_cast<const char*>(bytes.data()), bytes.size()}) %
                          kUsageSlots);
}

std::string short_id(const base::Id& id) {
  const auto text = id.text();  // 8-4-4-4-12: the time is in the first two, the last is random
  return text.substr(0, 8) + text.substr(9, 4) + text.substr(24);
}

}  // namespace model
