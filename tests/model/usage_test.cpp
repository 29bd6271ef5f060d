#include "model/usage.h"
#include "base/calendar.h"

#include <boost/test/unit_test.hpp>

#include "support/fakes.h"

using model::UsageKind;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t kMiB = 1 << 20;

base::Time at(const char* what, std::chrono::year_month_day date, std::chrono::milliseconds more) {
  BOOST_TEST_MESSAGE(what);
  return std::chrono::sys_days(date) + more;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(usage)

BOOST_AUTO_TEST_CASE(an_upload_takes_a_base_and_a_chunk_for_each_forty_mib_beyond_four) {
  const struct {
    std::int64_t bytes;
    std::int64_t mib;
    std::int64_t storage_mib;
  } rows[] = {{0, 40, 4},
              {1, 40, 4},
              {4 * kMiB, 40, 4},
              {4 * kMiB + 1, 160, 44},
              {44 * kMiB, 160, 44},
              {44 * kMiB + 1, 280, 84},
              {1024 * kMiB, 40 + 26 * 120, 4 + 26 * 40}};
  for (const auto& row : rows) {
    const auto bandwidth = model::bandwidth_of(UsageKind::upload, row.bytes);
    BOOST_TEST(bandwidth == row.mib * kMiB, row.bytes);
    model::UsageStats stats;
    stats.of(UsageKind::upload).all = {3, 3 * row.bytes, 3 * bandwidth};
    BOOST_TEST(stats.storage() == 3 * row.storage_mib * kMiB, row.bytes);
    BOOST_TEST(stats.raw_storage() == 3 * bandwidth);
  }
}

BOOST_AUTO_TEST_CASE(a_download_takes_an_overhead_and_units_of_sixty_four_bytes) {
  const std::int64_t overhead = 200 * 1024;
  const std::pair<std::int64_t, std::int64_t> rows[] = {
      {0, 0}, {1, 64}, {64, 64}, {65, 128}, {1'000'000, 1'000'000}, {1'000'001, 1'000'064}};
  for (const auto& [bytes, units] : rows) {
    BOOST_TEST(model::bandwidth_of(UsageKind::download, bytes) == overhead + units, bytes);
  }
}

BOOST_AUTO_TEST_CASE(the_registry_takes_one_mib_to_read_and_five_to_write) {
  BOOST_TEST(model::bandwidth_of(UsageKind::registry_read, 0) == kMiB);
  BOOST_TEST(model::bandwidth_of(UsageKind::registry_write, 0) == 5 * kMiB);
}

BOOST_AUTO_TEST_CASE(bandwidth_of_the_month_is_of_every_kind) {
  model::UsageStats stats;
  stats.of(UsageKind::upload) = {{9, 9, 900}, {1, 1, 100}};
  stats.of(UsageKind::download) = {{9, 9, 900}, {1, 1, 20}};
  stats.of(UsageKind::registry_read) = {{9, 9, 900}, {1, 1, 3}};
  stats.of(UsageKind::registry_write) = {{9, 9, 900}, {1, 1, 4000}};
  BOOST_TEST(stats.month_bandwidth() == 4123);
}

BOOST_AUTO_TEST_CASE(a_day_that_is_over_its_bound_takes_no_storage_back) {
  model::UsageStats stats;
  stats.of(UsageKind::upload).all = {100'000'000, 0, std::int64_t{1} << 50};
  BOOST_TEST(stats.storage() == 100'000'000 * 4 * kMiB);
}

BOOST_AUTO_TEST_CASE(the_month_begins_on_its_first_day_in_utc) {
  using namespace std::chrono;
  const base::Time may = sys_days(2026y / May / 1);
  BOOST_TEST((base::month_of(at("first moment", 2026y / May / 1, 0ms)) == may));
  BOOST_TEST((base::month_of(at("last moment", 2026y / May / 31, 24h - 1ms)) == may));
  BOOST_TEST((base::month_of(at("leap day", 2028y / February / 29, 5h)) ==
              base::Time(sys_days(2028y / February / 1))));
}

BOOST_AUTO_TEST_CASE(ids_are_parted_by_the_moment_of_their_making) {
  FakeEntropy entropy;
  const base::Time now{1'700'000'000'123ms};
  for (int i = 0; i < 100; ++i) {
    BOOST_TEST((base::Id::make(now, entropy) >= model::first_id_at(now)));
    BOOST_TEST((base::Id::make(now - 1ms, entropy) < model::first_id_at(now)));
    BOOST_TEST(base::Id::make(now, entropy).text() >= model::first_id_at(now).text());
    BOOST_TEST(base::Id::make(now - 1ms, entropy).text() < model::first_id_at(now).text());
  }
}

BOOST_AUTO_TEST_CASE(a_short_id_has_24_hex_digits_in_the_order_of_time) {
  FakeEntropy entropy;
  const base::Time now{1'700'000'000'123ms};
  const auto first = model::short_id(base::Id::make(now, entropy));
  const auto second = model::short_id(base::Id::make(now + 1ms, entropy));
  BOOST_TEST(first.size() == 24U);
  BOOST_TEST(first.find_first_not_of("0123456789abcdef") == first.npos);
  BOOST_TEST(first < second);
  BOOST_TEST(first != model::short_id(base::Id::make(now, entropy)));
}

BOOST_AUTO_TEST_SUITE_END()
