#include "accounts/window.h"

#include <boost/test/unit_test.hpp>

using accounts::Window;
using namespace std::chrono_literals;

namespace {

constexpr auto kLength = 15min;

// A window that stands this far behind the beginning of bucket 1000.
Window window_at(std::chrono::milliseconds elapsed) {
  return {kLength, base::Time{1000 * kLength} + elapsed};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(window)

BOOST_AUTO_TEST_CASE(a_bucket_is_as_long_as_the_window) {
  BOOST_TEST(window_at(0ms).bucket() == 1000);
  BOOST_TEST(window_at(kLength - 1ms).bucket() == 1000);
  BOOST_TEST(window_at(kLength).bucket() == 1001);
}

BOOST_AUTO_TEST_CASE(the_bucket_before_counts_by_what_the_window_still_covers) {
  struct Row {
    std::chrono::milliseconds elapsed;
    store::Recent recent;
    bool over;
  };
  const Row rows[] = {
      {0ms, {0, 0}, false},    {0ms, {9, 0}, false},    {0ms, {10, 0}, true},
      {0ms, {0, 9}, false},    {0ms, {0, 10}, true},    {1ms, {0, 10}, false},
      {450s, {0, 19}, false},  {450s, {0, 20}, true},   {450s, {5, 9}, false},
      {450s, {5, 10}, true},   {899s, {9, 899}, false}, {899s, {9, 900}, true},
      {450s, {1000, 0}, true}, {450s, {0, 1000}, true},
  };
  for (const auto& row : rows) {
    const auto delay = window_at(row.elapsed).delay(row.recent, 10);
    BOOST_TEST((delay > 0s) == row.over,
               row.elapsed.count() << " ms: " << row.recent.current << ", " << row.recent.previous);
  }
}

BOOST_AUTO_TEST_CASE(who_comes_back_after_the_delay_is_within_the_budget_and_not_much_before) {
  for (const auto elapsed : {0ms, 1ms, 1000ms, 449'500ms, 899'999ms}) {
    for (const long previous : {0L, 3L, 10L, 11L, 14L}) {
      for (const long current : {0L, 1L, 9L, 10L}) {
        const auto delay = window_at(elapsed).delay({current, previous}, 10);
        if (delay == 0s || delay == kLength) continue;
        const auto later = [&](std::chrono::milliseconds moment) {
          return elapsed + moment < kLength
                     ? window_at(elapsed + moment).delay({current, previous}, 10)
                     : window_at(elapsed + moment).delay({0, current}, 10);
        };
        BOOST_TEST((later(delay) == 0s));
        if (delay > 1s) BOOST_TEST((later(delay - 1001ms) > 0s));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_delay_is_never_longer_than_the_window) {
  for (const long budget : {0L, 1L, 10L}) {
    BOOST_TEST((window_at(0ms).delay({1'000'000, 1'000'000}, budget) == kLength));
  }
}

BOOST_AUTO_TEST_CASE(a_budget_of_nothing_lets_nothing_through) {
  BOOST_TEST((window_at(10s).delay({0, 0}, 0) > 0s));
}

BOOST_AUTO_TEST_SUITE_END()
