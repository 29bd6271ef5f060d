#include "crypto/breaks.h"

#include <sys/resource.h>

#include <boost/test/unit_test.hpp>
#include <chrono>

#include "support/forked.h"

namespace {

/// How often this process has given its core away.
long rests() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_nvcsw;
}

/// Whether it does so while it computes.
bool rests_while_it_works() {
  const long before = rests();
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(5);
  while (std::chrono::steady_clock::now() < end) {
    if (rests() >= before + 3) return true;
  }
  return false;
}

bool is_blocked(int signal) {
  sigset_t mask;
  pthread_sigmask(SIG_SETMASK, nullptr, &mask);
  return sigismember(&mask, signal) == 1;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(breaks)

BOOST_AUTO_TEST_CASE(a_process_rests_amid_its_work) {
  Forked process([] {
    const crypto::Breaks breaks;
    return rests_while_it_works() ? 0 : 1;
  });
  BOOST_TEST(process.wait() == 0);
}

BOOST_AUTO_TEST_CASE(the_signals_that_are_blocked_are_the_same_afterwards) {
  Forked process([] {
    sigset_t ours;
    sigemptyset(&ours);
    sigaddset(&ours, SIGRTMIN);
    pthread_sigmask(SIG_BLOCK, &ours, nullptr);
    { const crypto::Breaks breaks; }
    return is_blocked(SIGRTMIN) ? 0 : 1;
  });
  BOOST_TEST(process.wait() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
