#include "hashing/hasher.h"

#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <thread>
#include <vector>

#include "base/parcel.h"
#include "crypto/passwords.h"
#include "hashing/by_hasher.h"
#include "support/forked.h"
#include "support/poll.h"
#include "support/refusals.h"
#include "support/temp_directory.h"

using base::ErrorCode;
using namespace std::chrono_literals;

namespace {

constexpr crypto::PasswordCost kCheap{8, 1};
constexpr crypto::PasswordCost kDear{65536, 4};

/// A desk with nobody behind it at first.
struct Office {
  Office() = default;
  ~Office() {
    close(desk.asking);
    if (thread.joinable()) thread.join();
    close(desk.serving);
  }
  Office(const Office&) = delete;
  Office& operator=(const Office&) = delete;

  /// On a thread, until the test is over.
  void open(std::size_t most_waiting = 4096) {
    thread = std::thread([this, most_waiting] {
      hashing::Hasher({.serving = desk.serving, .threads = 1, .most_waiting = most_waiting}, slots)
          .run();
    });
  }
  /// In a process that can be killed.
  Forked open_apart() {
    return Forked([this] {
      close(desk.asking);  // else it would not see that everybody has gone
      hashing::Hasher({.serving = desk.serving, .threads = 1}, slots).run();
      return 0;
    });
  }

  /// What a hasher does first: the end by which the job is to be answered.
  int take_one_in() const {
    std::array<char, hashing::kLongestJob> room{};
    base::in_place().until_readable(desk.serving, 30s);
    return base::receive_parcel(desk.serving, room)->descriptor;
  }

  TempDirectory directory;
  crypto::HashSlots slots{directory.file("slots"), 1, 60s};
  hashing::Desk desk = hashing::make_desk();
  hashing::ByHasher hashing{desk.asking, 30s, base::in_place()};
  crypto::Passwords passwords{kCheap, hashing};
  std::thread thread;
};

/// A job that was handed in by hand.
struct HandedIn {
  explicit HandedIn(const hashing::Desk& desk, const hashing::Job& job) {
    int pair[2];
    BOOST_REQUIRE(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) == 0);
    own = pair[0];
    BOOST_REQUIRE(base::send_parcel(desk.asking, hashing::Message(job).bytes(), pair[1]));
    close(pair[1]);
  }
  ~HandedIn() { give_up(); }
  HandedIn(HandedIn&& other) noexcept : own(std::exchange(other.own, -1)) {}
  HandedIn& operator=(HandedIn&&) = delete;

  void give_up() {
    if (own >= 0) close(std::exchange(own, -1));
  }
  /// The kind of the next message; 0: the other end is closed.
  char next() const {
    if (!base::in_place().until_readable(own, 30s)) return '?';
    std::array<char, hashing::kLongestReply> room{};
    return recv(own, room.data(), room.size(), 0) > 0 ? room[0] : '\0';
  }
  bool has_answer() const { return base::in_place().until_readable(own, 0ms); }

  int own = -1;
};

hashing::Job job_of(const std::string& network, const crypto::PasswordCost& cost = kCheap) {
  return {"password", {}, cost, network, network};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(hasher, Office)

BOOST_AUTO_TEST_CASE(a_password_matches_its_own_hash_and_no_other_does) {
  open();
  const auto hash = passwords.hash("correct horse", {"192.0.2.1", "ada"});
  BOOST_TEST(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
  BOOST_TEST(passwords.matches("correct horse", hash, {"192.0.2.1", "ada"}));
  BOOST_TEST(!passwords.matches("correct hors", hash, {"192.0.2.1", "ada"}));
  BOOST_TEST(!passwords.matches("correct horse", "no hash"));
  const std::string with_nul("a\0b", 3);
  BOOST_TEST(passwords.matches(with_nul, passwords.hash(with_nul)));
  BOOST_TEST(!passwords.matches("a", passwords.hash(with_nul)));
  passwords.match_nothing("anything");
}

BOOST_AUTO_TEST_CASE(many_ask_at_once_and_each_has_its_own_answer) {
  open();
  std::atomic<int> right = 0;
  std::vector<std::thread> people;
  for (int i = 0; i < 16; ++i) {
    people.emplace_back([&, i] {
      const auto own = "password " + std::to_string(i);
      const auto hash = passwords.hash(own, {std::to_string(i), "a"});
      right += passwords.matches(own, hash) && !passwords.matches("password", hash) ? 1 : 0;
    });
  }
  for (auto& person : people) person.join();
  BOOST_TEST(right == 16);
}

BOOST_AUTO_TEST_CASE(a_job_waits_for_a_hasher_that_is_still_to_come) {
  std::thread late([this] {
    std::this_thread::sleep_for(50ms);
    open();
  });
  BOOST_TEST(passwords.hash("x").starts_with("$argon2id$"));
  late.join();
}

BOOST_AUTO_TEST_CASE(who_has_no_turn_in_time_is_told_to_come_back_in_a_second) {
  open();
  const auto held = slots.take();
  hashing::ByHasher impatient(desk.asking, 20ms, base::in_place());
  const auto begin = std::chrono::steady_clock::now();
  const auto error = refusal_of([&] { impatient.hash("x", kCheap, {}); });
  BOOST_REQUIRE(error);
  BOOST_TEST((error->code() == ErrorCode::unavailable));
  BOOST_TEST((error->retry_after() == 1s));
  BOOST_TEST((std::chrono::steady_clock::now() - begin >= 20ms));
}

BOOST_AUTO_TEST_CASE(the_time_bounds_the_wait_for_the_turn_and_not_the_hash) {
  hashing::ByHasher impatient(desk.asking, 500ms, base::in_place());
  std::thread slow([this] {
    const int asker = take_one_in();
    send(asker, "b", 1, 0);
    std::this_thread::sleep_for(600ms);
    send(asker, "hash", 4, 0);
    close(asker);
  });
  BOOST_TEST(impatient.hash("x", kCheap, {}) == "ash");
  slow.join();
}

BOOST_AUTO_TEST_CASE(without_a_hasher_everybody_is_told_so_in_time_however_many_ask) {
  hashing::ByHasher impatient(desk.asking, 20ms, base::in_place());
  for (int i = 0; i < 200; ++i) {  // more than the socket holds
    BOOST_TEST(refuses(ErrorCode::unavailable,
                       [&] { impatient.hash(std::string(4096, 'x'), kCheap, {}); }));
  }
}

BOOST_AUTO_TEST_CASE(a_job_whose_hasher_is_killed_is_asked_again_and_never_answered_wrongly) {
  const auto hash = crypto::argon2::hash("right", kDear);
  auto first = std::make_unique<Forked>(open_apart());
  std::atomic<bool> begun = false;
  std::thread killer([&] {
    HandedIn probe(desk, job_of("probe", kDear));  // it is begun first: so the other one waits
    probe.next();
    begun = true;
    std::this_thread::sleep_for(20ms);
    first->kill();
  });
  while (!begun) std::this_thread::yield();
  std::unique_ptr<Forked> second;
  std::thread replacing([&] {
    killer.join();
    second = std::make_unique<Forked>(open_apart());
  });
  BOOST_TEST(passwords.matches("right", hash));
  replacing.join();
}

BOOST_AUTO_TEST_CASE(a_job_that_two_hashers_have_ended_with_is_refused_as_busy) {
  std::thread deadly([&] {  // as far as their asker can see
    for (int i = 0; i < 2; ++i) close(take_one_in());
  });
  BOOST_TEST(refuses(ErrorCode::unavailable, [&] { passwords.hash("x"); }));
  deadly.join();
}

BOOST_AUTO_TEST_CASE(a_job_that_is_given_up_before_its_turn_is_never_begun) {
  auto held = std::make_optional(slots.take());
  open();
  HandedIn given_up(desk, job_of("one", kDear));
  given_up.give_up();
  const HandedIn other(desk, job_of("two"));
  held.reset();
  BOOST_TEST(other.next() == 'b');
  BOOST_TEST(other.next() == 'h');
}

BOOST_AUTO_TEST_CASE(one_who_asks_once_has_a_turn_before_those_who_ask_often) {
  auto held = std::make_optional(slots.take());
  open();
  std::vector<HandedIn> often;
  for (int i = 0; i < 20; ++i) often.emplace_back(desk, job_of("hog", kDear));
  const HandedIn once(desk, job_of("visitor"));
  held.reset();
  BOOST_TEST(once.next() == 'b');
  BOOST_TEST(once.next() == 'h');
  const auto begun = [](const HandedIn& job) { return job.has_answer(); };
  BOOST_TEST(std::count_if(often.begin(), often.end(), begun) <= 5);
}

BOOST_AUTO_TEST_CASE(when_there_is_no_more_room_the_newest_of_whoever_waits_for_most_goes) {
  auto held = std::make_optional(slots.take());
  open(/*most_waiting=*/4);
  std::vector<HandedIn> often;
  for (int i = 0; i < 4; ++i) often.emplace_back(desk, job_of("hog"));
  const HandedIn once(desk, job_of("visitor"));
  BOOST_TEST(often.back().next() == 'x');
  held.reset();
  BOOST_TEST(once.next() == 'b');
  BOOST_TEST(once.next() == 'h');
  BOOST_TEST(often.front().next() == 'b');
}

BOOST_AUTO_TEST_CASE(what_is_no_job_is_closed_and_costs_others_nothing) {
  open();
  int pair[2];
  BOOST_REQUIRE(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) == 0);
  BOOST_REQUIRE(base::send_parcel(desk.asking, "nonsense", pair[1]));
  close(pair[1]);
  BOOST_TEST(base::in_place().until_readable(pair[0], 30s));
  char byte = 0;
  BOOST_TEST(recv(pair[0], &byte, 1, 0) == 0);
  close(pair[0]);
  BOOST_TEST(passwords.hash("x").starts_with("$argon2id$"));
}

BOOST_AUTO_TEST_CASE(a_hasher_that_is_to_end_finishes_what_was_handed_in) {
  auto held = std::make_optional(slots.take());
  open();
  const HandedIn job(desk, job_of("one"));
  close(std::exchange(desk.asking, -1));
  held.reset();
  BOOST_TEST(job.next() == 'b');
  BOOST_TEST(job.next() == 'h');
  thread.join();
}

BOOST_AUTO_TEST_CASE(who_finds_no_descriptor_is_told_to_come_back_in_a_second) {
  Forked process([&] {
    const rlimit none{0, 0};
    setrlimit(RLIMIT_NOFILE, &none);
    const auto error = refusal_of([&] { passwords.hash("x"); });
    const bool right =
        error && error->code() == ErrorCode::unavailable && error->retry_after() == 1s;
    return right ? 0 : 1;
  });
  BOOST_TEST(process.wait() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
