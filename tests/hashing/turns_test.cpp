#include "hashing/turns.h"

#include <boost/test/unit_test.hpp>
#include <map>
#include <random>
#include <string>
#include <vector>

using hashing::Turns;

namespace {

/// Jobs with names, so that a test can say who had which turn.
struct Queue {
  Turns turns;
  std::map<Turns::Number, std::string> names;

  Turns::Number add(const std::string& network, const std::string& account) {
    const auto number = names.size() + 1;
    names[number] = network + " " + account;
    turns.add(number, {network, account});
    return number;
  }

  std::string next() {
    const auto number = turns.begin();
    return number ? names.at(*number) : "";
  }

  std::vector<std::string> all() {
    std::vector<std::string> order;
    for (auto name = next(); !name.empty(); name = next()) order.push_back(name);
    return order;
  }

  /// How many turns pass until that one comes, while `again` is called at each.
  template <typename Again>
  int turns_until(const std::string& wanted, const Again& again) {
    for (int turn = 1; turn <= 1000; ++turn) {
      if (next() == wanted) return turn;
      again();
    }
    return 0;
  }
};

std::string number(int value) { return std::to_string(value); }

using Names = std::vector<std::string>;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(turns, Queue)

BOOST_AUTO_TEST_CASE(nobody_is_next_when_nobody_waits) {
  BOOST_TEST(!turns.begin());
  add("n", "a");
  BOOST_TEST(next() == "n a");
  BOOST_TEST(!turns.begin());
}

BOOST_AUTO_TEST_CASE(of_those_who_ask_once_the_first_comes_first) {
  Names expected;
  for (int i = 0; i < 20; ++i) {
    add("n" + number(i), "a" + number(i));
    expected.push_back("n" + number(i) + " a" + number(i));
  }
  BOOST_TEST(all() == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(
    forty_addresses_are_served_before_one_that_asks_without_a_pause_has_its_second) {
  for (int i = 0; i < 64; ++i) add("hog", "h" + number(i));
  for (int turn = 0; turn < 4; ++turn) {  // it has had the host to itself
    BOOST_TEST(next().starts_with("hog"));
    add("hog", "h");
  }
  for (int i = 0; i < 40; ++i) add("n" + number(i), "a" + number(i));
  int served = 0;
  int of_the_hog = 0;
  while (served < 40) {
    next().starts_with("hog") ? ++of_the_hog : ++served;
    add("hog", "h" + number(served));
  }
  BOOST_TEST(of_the_hog <= 1);
}

BOOST_AUTO_TEST_CASE(those_who_arrive_one_by_one_wait_for_one_turn_of_the_hog_at_most) {
  for (int i = 0; i < 64; ++i) add("hog", "h" + number(i));
  next();
  for (int i = 0; i < 40; ++i) {
    const auto name = "n" + number(i);
    add(name, "a");
    add("hog", "h");
    BOOST_TEST(turns_until(name + " a", [] {}) <= 2);
  }
}

BOOST_AUTO_TEST_CASE(an_account_that_is_asked_for_from_many_networks_pushes_nobody_away) {
  for (int i = 0; i < 64; ++i) add("n" + number(i), "victim");
  next();
  for (int i = 0; i < 40; ++i) add("m" + number(i), "a" + number(i));
  int of_the_victim = 0;
  for (int turn = 0; turn < 41; ++turn) of_the_victim += next().ends_with("victim") ? 1 : 0;
  BOOST_TEST(of_the_victim <= 1);
}

BOOST_AUTO_TEST_CASE(colleagues_at_one_network_take_turns_by_account) {
  for (int i = 0; i < 10; ++i) add("office", "hog");
  next();
  add("office", "ada");
  add("office", "bob");
  add("elsewhere", "eva");
  BOOST_TEST(all() == Names({"elsewhere eva", "office ada", "office bob", "office hog",
                             "office hog", "office hog", "office hog", "office hog", "office hog",
                             "office hog", "office hog", "office hog"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(
    of_one_account_the_network_that_asked_once_comes_before_the_one_that_asks_often) {
  for (int i = 0; i < 10; ++i) add("guesser", "ada");
  next();
  add("home", "ada");
  BOOST_TEST(next() == "home ada");
}

BOOST_AUTO_TEST_CASE(two_who_ask_without_a_pause_have_as_many_turns_each) {
  for (int i = 0; i < 50; ++i) add("first", "f");
  for (int i = 0; i < 5; ++i) add("second", "s");
  std::map<std::string, int> count;
  for (int turn = 0; turn < 100; ++turn) {
    const auto name = next();
    ++count[name];
    add(name.substr(0, name.find(' ')), name.substr(name.find(' ') + 1));
  }
  BOOST_TEST(count["first f"] == 50);
  BOOST_TEST(count["second s"] == 50);
}

BOOST_AUTO_TEST_CASE(who_has_had_nothing_for_long_has_saved_nothing_up) {
  add("early", "e");
  next();
  for (int i = 0; i < 1000; ++i) {
    add("busy", "b");
    next();
  }
  for (int i = 0; i < 10; ++i) add("early", "e");
  for (int i = 0; i < 10; ++i) add("busy", "b");
  int of_early = 0;
  for (int turn = 0; turn < 10; ++turn) of_early += next() == "early e" ? 1 : 0;
  BOOST_TEST(of_early >= 5);
  BOOST_TEST(of_early <= 6);
}

BOOST_AUTO_TEST_CASE(who_has_just_had_a_turn_has_another_though_newcomers_are_more_than_the_turns) {
  add("n", "a");
  next();
  add("n", "a");
  int fresh = 0;
  const auto newcomers = [&] {
    ++fresh;
    add("n" + number(fresh), "a" + number(fresh));
    if (fresh % 2 == 0) add("n", "a" + number(fresh));  // a colleague
  };
  newcomers();
  const auto turn = turns_until("n a", newcomers);
  BOOST_TEST(turn > 1);
  BOOST_TEST(turn < 100);
}

BOOST_AUTO_TEST_CASE(what_is_cancelled_has_cost_its_asker_nothing) {
  const auto gone = add("one", "a");
  add("two", "b");
  BOOST_TEST(turns.cancel(gone));
  BOOST_TEST(!turns.cancel(gone));
  add("one", "c");
  BOOST_TEST(all() == Names({"two b", "one c"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_has_begun_cannot_be_cancelled) {
  const auto begun = add("one", "a");
  next();
  BOOST_TEST(!turns.cancel(begun));
}

BOOST_AUTO_TEST_CASE(room_is_made_at_the_cost_of_whoever_waits_for_most) {
  for (int i = 0; i < 5; ++i) add("hog", "h" + number(i));
  const auto newcomer = add("new", "n");
  const auto dropped = turns.drop_newest_of_most();
  BOOST_REQUIRE(dropped);
  BOOST_TEST(names.at(*dropped) == "hog h4");
  BOOST_TEST(turns.cancel(newcomer));
}

BOOST_AUTO_TEST_CASE(of_an_account_that_is_asked_for_from_everywhere_the_newest_makes_room) {
  add("x", "y");
  for (int i = 0; i < 5; ++i) add("n" + number(i), "victim");
  add("z", "w");
  BOOST_TEST(names.at(turns.drop_newest_of_most().value()) == "n4 victim");
}

BOOST_AUTO_TEST_CASE(those_who_came_once_are_forgotten) {
  for (int i = 0; i < 20'000; ++i) {
    add("n" + number(i), "a" + number(i));
    next();
  }
  BOOST_TEST(turns.flows() < 2000U);
}

BOOST_AUTO_TEST_CASE(whatever_comes_each_has_one_turn_and_nobody_more_than_a_share_ahead) {
  std::mt19937 random(7);
  std::map<std::string, int> had;
  for (int i = 0; i < 3; ++i) add("n" + number(i), "own");
  for (int turn = 0; turn < 3000; ++turn) {
    // Each of three networks always has something waiting, one of them up to a hundred times.
    const auto name = next();
    const auto network = name.substr(0, 2);
    ++had[network];
    const auto account = "a" + number(static_cast<int>(random() % 50));
    add(network, account + " of " + network);
    if (random() % 2 == 0) add("n0", account + " of n0");
  }
  for (const auto& [network, count] : had) {
    BOOST_TEST(count >= 990, network << " had " << count);
    BOOST_TEST(count <= 1010, network << " had " << count);
  }
}

BOOST_AUTO_TEST_SUITE_END()
