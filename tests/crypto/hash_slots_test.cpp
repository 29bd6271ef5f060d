#include "crypto/hash_slots.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <functional>
#include <optional>
#include <thread>
#include <vector>

#include "support/forked.h"
#include "support/poll.h"
#include "support/refusals.h"
#include "support/shared_memory.h"
#include "support/temp_directory.h"

using base::ErrorCode;
using namespace std::chrono_literals;

namespace {

struct Counts {
  std::atomic<int> holding{0};
  std::atomic<int> most{0};
};

void note_most(Counts& counts, int holding) {
  int most = counts.most;
  while (holding > most && !counts.most.compare_exchange_weak(most, holding)) {
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(hash_slots)

BOOST_AUTO_TEST_CASE(processes_never_hold_more_slots_than_there_are_and_each_gets_its_turn) {
  const TempDirectory directory;
  crypto::HashSlots slots(directory.file("slots"), 2, 60s);
  const Shared<Counts> counts;
  std::vector<Forked> processes;
  for (int i = 0; i < 8; ++i) {
    processes.emplace_back([&] {
      for (int turn = 0; turn < 5; ++turn) {
        const auto slot = slots.take();
        note_most(*counts, ++counts->holding);
        std::this_thread::sleep_for(2ms);
        --counts->holding;
      }
      return 0;
    });
  }
  for (auto& process : processes) BOOST_TEST(process.wait() == 0);
  BOOST_TEST(counts->most == 2);
}

BOOST_AUTO_TEST_CASE(who_waits_for_a_slot_lets_its_process_do_other_work_meanwhile) {
  const TempDirectory directory;
  crypto::HashSlots slots(directory.file("slots"), 1, 60s);
  auto held = std::make_optional(slots.take());
  struct OtherWork : base::Waiting {
    explicit OtherWork(std::function<void()> done) : work(std::move(done)) {}
    bool until_readable(int descriptor, std::chrono::milliseconds most) override {
      BOOST_TEST(!base::in_place().until_readable(descriptor, 0ms));
      BOOST_TEST((most <= 10ms));
      if (++waits == 3) work();
      return false;
    }
    std::function<void()> work;
    int waits = 0;
  } other([&] { held.reset(); });
  const auto slot = slots.take(other);
  BOOST_TEST(other.waits == 3);
}

BOOST_AUTO_TEST_CASE(a_slot_is_free_again_when_it_is_given_back) {
  const TempDirectory directory;
  crypto::HashSlots slots(directory.file("slots"), 1, 0ms);
  for (int i = 0; i < 3; ++i) {
    const auto slot = slots.take();
    BOOST_TEST(refuses(ErrorCode::unavailable, [&] { const auto second = slots.take(); }));
  }
}

BOOST_AUTO_TEST_CASE(a_killed_holder_leaves_its_slot_free) {
  const TempDirectory directory;
  const auto path = directory.file("slots");
  crypto::HashSlots slots(path, 1, 0ms);
  const Shared<std::atomic<bool>> held;
  Forked holder([&] {
    const auto slot = slots.take();
    *held = true;
    for (;;) pause();
    return 0;
  });
  BOOST_REQUIRE(eventually([&] { return held->load(); }));
  BOOST_TEST(refuses(ErrorCode::unavailable, [&] { const auto slot = slots.take(); }));
  holder.kill();
  const auto slot = slots.take();
}

BOOST_AUTO_TEST_CASE(who_finds_none_in_time_is_told_to_come_back_in_a_second) {
  const TempDirectory directory;
  crypto::HashSlots slots(directory.file("slots"), 1, 20ms);
  const auto held = slots.take();
  const auto start = std::chrono::steady_clock::now();
  const auto error = refusal_of([&] { const auto slot = slots.take(); });
  BOOST_REQUIRE(error);
  BOOST_TEST((error->code() == ErrorCode::unavailable));
  BOOST_TEST((error->retry_after() == 1s));
  BOOST_TEST((std::chrono::steady_clock::now() - start >= 20ms));
}

BOOST_AUTO_TEST_CASE(who_finds_no_descriptor_is_told_to_come_back_in_a_second) {
  const TempDirectory directory;
  crypto::HashSlots slots(directory.file("slots"), 1, 0ms);
  Forked process([&] {
    const rlimit none{0, 0};
    setrlimit(RLIMIT_NOFILE, &none);
    const auto error = refusal_of([&] { const auto slot = slots.take(); });
    const bool right =
        error && error->code() == ErrorCode::unavailable && error->retry_after() == 1s;
    return right ? 0 : 1;
  });
  BOOST_TEST(process.wait() == 0);
}

BOOST_AUTO_TEST_CASE(the_file_is_its_owners_alone) {
  const TempDirectory directory;
  const crypto::HashSlots slots(directory.file("slots"), 1, 0ms);
  struct stat facts {};
  BOOST_REQUIRE(stat(directory.file("slots").c_str(), &facts) == 0);
  BOOST_TEST((facts.st_mode & 07777) == 0600U);
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_made_is_told_at_once) {
  const TempDirectory directory;
  BOOST_TEST(refuses(ErrorCode::internal,
                     [&] { crypto::HashSlots(directory.file("absent/slots"), 1, 0ms); }));
}

BOOST_AUTO_TEST_SUITE_END()
