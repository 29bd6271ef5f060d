#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "base/error.h"
#include "upkeep/upkeep.h"

using namespace std::chrono_literals;

namespace {

struct Rounds {
  std::vector<std::string> done;
  upkeep::Upkeep::Moment now{};

  /// Has so many steps to do each time that it is due.
  upkeep::Task task(const std::string& name, std::chrono::milliseconds every, int steps = 1) {
    return {name, every, [this, name, steps, left = steps]() mutable {
              done.push_back(name);
              now += each_step;
              if (--left > 0) return true;
              left = steps;
              return false;
            }};
  }
  upkeep::Upkeep made(std::vector<upkeep::Task> tasks) {
    return upkeep::Upkeep(std::move(tasks), [this] { return now; });
  }
  std::vector<std::string> round(upkeep::Upkeep& upkeep) {
    done.clear();
    has_more = upkeep.round(1s, [] { return false; });
    return done;
  }

  std::chrono::milliseconds each_step{0};
  bool has_more = false;
};

using Names = std::vector<std::string>;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(upkeep_rounds, Rounds)

BOOST_AUTO_TEST_CASE(every_task_is_in_the_first_round_and_then_when_it_is_due) {
  auto upkeep = made({task("often", 1s), task("seldom", 60s)});
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
  auto upkeep = made({{"faulty", 1s,
                       [&] {
                         ++tries;
                         throw base::Error(base::ErrorCode::unavailable);
                         return true;
                       }},
                      {"odd", 1s,
                       [&] {
                         throw std::runtime_error("odd");
                         return true;
                       }},
                      task("sound", 1s)});
  BOOST_TEST(round(upkeep) == Names({"sound"}), boost::test_tools::per_element());
  now += 1s;
  BOOST_TEST(round(upkeep) == Names({"sound"}), boost::test_tools::per_element());
  BOOST_TEST(tries == 2);
}

BOOST_AUTO_TEST_CASE(whoever_is_to_stop_begins_no_further_step) {
  auto upkeep = made({task("first", 1s), task("second", 1s)});
  upkeep.round(1s, [&] { return !done.empty(); });
  BOOST_TEST(done == Names({"first"}), boost::test_tools::per_element());
  BOOST_TEST(round(upkeep) == Names({"second"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(tasks_with_much_to_do_take_turns_until_nothing_is_left) {
  auto upkeep = made({task("much", 60s, 3), task("little", 60s)});
  BOOST_TEST(round(upkeep) == Names({"much", "little", "much", "much"}),
             boost::test_tools::per_element());
  BOOST_TEST(!has_more);
  BOOST_TEST(round(upkeep).empty());
}

BOOST_AUTO_TEST_CASE(what_is_left_when_the_time_is_over_goes_on_in_the_next_round) {
  each_step = 400ms;
  auto upkeep = made({task("much", 60s, 5)});
  BOOST_TEST(round(upkeep).size() == 3U);
  BOOST_TEST(has_more);
  BOOST_TEST(round(upkeep).size() == 2U);
  BOOST_TEST(!has_more);
}

BOOST_AUTO_TEST_CASE(a_round_of_all_waits_for_nothing_to_be_due) {
  auto upkeep = made({task("seldom", 24h)});
  upkeep.round(1s, [] { return false; });
  upkeep.round_of_all(1s, [] { return false; });
  BOOST_TEST(done == Names({"seldom", "seldom"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
