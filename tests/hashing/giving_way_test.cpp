#include "hashing/giving_way.h"

#include <boost/test/unit_test.hpp>

#include "support/forked.h"
#include "support/poll.h"

namespace {

sigset_t ours() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGRTMIN);
  return set;
}

bool is_blocked(int signal) {
  sigset_t mask;
  pthread_sigmask(SIG_SETMASK, nullptr, &mask);
  return sigismember(&mask, signal) == 1;
}

/// Whether the thread is told to give way, once it may be.
bool is_told() {
  return eventually([&] {
    sigset_t pending;
    sigpending(&pending);
    return sigismember(&pending, SIGRTMIN) == 1;
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(giving_way)

BOOST_AUTO_TEST_CASE(a_thread_gives_way_again_and_again_amid_its_work) {
  Forked process([] {
    const hashing::GivingWay considerate;
    const auto set = ours();
    for (int i = 0; i < 5; ++i) {
      pthread_sigmask(SIG_BLOCK, &set, nullptr);
      if (!is_told()) return 1;
      pthread_sigmask(SIG_UNBLOCK, &set, nullptr);  // it does, and lives on
    }
    return 0;
  });
  BOOST_TEST(process.wait() == 0);
}

BOOST_AUTO_TEST_CASE(afterwards_it_is_left_alone_and_its_signals_are_as_before) {
  Forked process([] {
    const auto set = ours();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    { const hashing::GivingWay considerate; }
    return is_blocked(SIGRTMIN) ? 0 : 1;
  });
  BOOST_TEST(process.wait() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
