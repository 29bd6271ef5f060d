#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "base/error.h"
#include "upkeep/upkeep.h"

using namespace std::chrono_literals;

namespace {

struct Rounds {
  std::vector<std::string> done;
  upkeep::Upkeep::Moment now{};

  upkeep::Task task(const std::string& name, std::chrono::milliseconds every) {
    return {name, every, [this, name] { done.push_back(name); }};
  }
  std::vector<std::string> round(upkeep::Upkeep& upkeep) {
    done.clear();
    upkeep.round(now, [] { return false; });
    return done;
  }
};

using Names = std::vector<std::string>;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(upkeep_rounds, Rounds)

BOOST_AUTO_TEST_CASE(every_task_is_in_the_first_round_and_then_when_it_is_due) {
  upkeep::Upkeep upkeep({task("often", 1s), task("seldom", 60s)});
  BOOST_TEST(round(upkeep) == Names({"often", "seldom"}), boost::test_tools::per_element());
  now += 999ms;
  BOOST_TEST(round(upkeep).empty());
  now += 1ms;
  BOOST_TEST(round(upkeep) == Names({"often"}), boost::test_tools::per_element());
  now += 59s;
  BOOST_TEST(round(upkeep) == Names({"often", "seldom"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_task_that_fails_keeps_no_other_from_its_turn_and_is_tried_again) {
  int tries = 0;
  upkeep::Upkeep upkeep({{"faulty", 1s,
                          [&] {
                            ++tries;
                            throw base::Error(base::ErrorCode::unavailable);
                          }},
                         {"odd", 1s, [&] { throw std::runtime_error("odd"); }},
                         task("sound", 1s)});
  BOOST_TEST(round(upkeep) == Names({"sound"}), boost::test_tools::per_element());
  now += 1s;
  BOOST_TEST(round(upkeep) == Names({"sound"}), boost::test_tools::per_element());
  BOOST_TEST(tries == 2);
}

BOOST_AUTO_TEST_CASE(whoever_is_to_stop_begins_no_further_task) {
  upkeep::Upkeep upkeep({task("first", 1s), task("second", 1s)});
  upkeep.round(now, [&] { return !done.empty(); });
  BOOST_TEST(done == Names({"first"}), boost::test_tools::per_element());
  BOOST_TEST(round(upkeep) == Names({"second"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_round_of_all_asks_for_no_time) {
  upkeep::Upkeep upkeep({task("seldom", 24h)});
  upkeep.round(now, [] { return false; });
  upkeep.round_of_all([] { return false; });
  BOOST_TEST(done == Names({"seldom", "seldom"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
