#include "base/waiting.h"

#include <unistd.h>

#include <array>
#include <boost/test/unit_test.hpp>

#include "base/error.h"

BOOST_AUTO_TEST_SUITE(waiting)

using std::chrono::milliseconds;

struct Pipe {
  Pipe() { BOOST_REQUIRE(pipe(ends.data()) == 0); }
  ~Pipe() {
    close(ends[0]);
    close_end();
  }
  void close_end() {
    if (ends[1] >= 0) close(ends[1]);
    ends[1] = -1;
  }
  std::array<int, 2> ends{};
};

BOOST_FIXTURE_TEST_CASE(who_waits_goes_on_when_something_can_be_read, Pipe) {
  BOOST_REQUIRE(write(ends[1], "x", 1) == 1);
  BOOST_TEST(base::WaitingInPlace().until_readable(ends[0], milliseconds(60'000)));
}

BOOST_FIXTURE_TEST_CASE(who_waits_goes_on_when_the_other_end_is_closed, Pipe) {
  close_end();
  BOOST_TEST(base::WaitingInPlace().until_readable(ends[0], milliseconds(60'000)));
}

BOOST_FIXTURE_TEST_CASE(nobody_waits_longer_than_asked, Pipe) {
  BOOST_TEST(!base::WaitingInPlace().until_readable(ends[0], milliseconds(1)));
}

BOOST_FIXTURE_TEST_CASE(nobody_waits_where_nobody_may, Pipe) {
  close_end();
  base::WaitingInPlace in_place;
  {
    const base::NoWaiting outer;
    { const base::NoWaiting inner; }
    BOOST_CHECK_THROW(in_place.until_readable(ends[0], milliseconds(1)), base::Error);
  }
  BOOST_TEST(in_place.until_readable(ends[0], milliseconds(1)));
}

BOOST_AUTO_TEST_SUITE_END()
