#include "cache/memory.h"

#include <boost/test/unit_test.hpp>

#include "support/fakes.h"

using cache::Fact;
using cache::subject_of;

namespace {

using namespace std::chrono_literals;

/// A memory of numbers, and how often the database would have been asked.
struct Desk {
  cache::Generations generations;
  FakeEntropy entropy;
  crypto::Fingerprints fingerprints{entropy};
  FakeClock clock;
  cache::Memory<int> memory{{generations, fingerprints, clock, 5s}, 100};
  int asked = 0;

  std::optional<int> get(const std::string& key, int value, base::Time until = base::Time::max()) {
    return memory.get(key, [&] {
      ++asked;
      return std::optional(Fact<int>{value, {subject_of(key), subject_of("all")}, until});
    });
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(memory, Desk)

BOOST_AUTO_TEST_CASE(an_answer_is_believed_for_its_lifetime) {
  BOOST_TEST(get("a", 1).value() == 1);
  clock.advance(4999ms);
  BOOST_TEST(get("a", 2).value() == 1);
  clock.advance(1ms);
  BOOST_TEST(get("a", 3).value() == 3);
  BOOST_TEST(asked == 2);
}

BOOST_AUTO_TEST_CASE(a_change_of_anything_that_it_is_about_ends_it) {
  get("a", 1);
  get("b", 2);
  generations.note_change(subject_of("a"));
  BOOST_TEST(get("a", 3).value() == 3);
  BOOST_TEST(get("b", 4).value() == 2);
  generations.note_change(subject_of("all"));
  BOOST_TEST(get("a", 5).value() == 5);
  BOOST_TEST(get("b", 6).value() == 6);
}

BOOST_AUTO_TEST_CASE(an_answer_that_a_change_overtook_is_asked_for_anew) {
  memory.get("a", [&] {
    const auto old = std::optional(Fact<int>{1, {subject_of("a")}});
    generations.note_change(subject_of("a"));
    return old;
  });
  BOOST_TEST(get("a", 2).value() == 2);
}

BOOST_AUTO_TEST_CASE(an_answer_ends_at_its_own_time) {
  get("a", 1, clock.now() + 1s);
  clock.advance(999ms);
  BOOST_TEST(get("a", 2).value() == 1);
  clock.advance(1ms);
  BOOST_TEST(get("a", 3).value() == 3);
}

BOOST_AUTO_TEST_CASE(that_something_is_not_there_is_never_remembered) {
  const auto nothing = [&]() -> std::optional<Fact<int>> {
    ++asked;
    return std::nullopt;
  };
  BOOST_TEST(!memory.get("a", nothing));
  BOOST_TEST(!memory.get("a", nothing));
  BOOST_TEST(asked == 2);
}

BOOST_AUTO_TEST_CASE(an_answer_that_has_ended_does_not_come_back_when_it_is_gone) {
  get("a", 1);
  generations.note_change(subject_of("a"));
  BOOST_TEST(!memory.get("a", []() -> std::optional<Fact<int>> { return std::nullopt; }));
}

BOOST_AUTO_TEST_CASE(without_a_lifetime_everybody_asks) {
  cache::Memory<int> forgetful({generations, fingerprints, clock, 0s}, 100);
  for (int i = 1; i <= 2; ++i) {
    BOOST_TEST(forgetful.get("a", [&] { return std::optional(Fact<int>{i}); }).value() == i);
  }
}

BOOST_AUTO_TEST_CASE(a_clock_that_is_set_back_lengthens_no_life) {
  get("a", 1);
  clock.advance(-1ms);
  BOOST_TEST(get("a", 2).value() == 2);
}

BOOST_AUTO_TEST_CASE(it_holds_the_newest_half_of_its_room_for_certain_and_no_more_than_all_of_it) {
  for (int i = 0; i < 1000; ++i) get(std::to_string(i), i);
  asked = 0;
  for (int i = 999; i >= 950; --i) get(std::to_string(i), i);
  BOOST_TEST(asked == 0);
  for (int i = 0; i <= 899; ++i) get(std::to_string(i), i);
  BOOST_TEST(asked == 900);
}

BOOST_AUTO_TEST_SUITE_END()
