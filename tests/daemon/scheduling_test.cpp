#include "daemon/scheduling.h"

#include <sched.h>

#include <boost/test/unit_test.hpp>

#include "support/forked.h"

BOOST_AUTO_TEST_SUITE(scheduling)

BOOST_AUTO_TEST_CASE(who_waits_for_turns_interrupts_nobody_nor_do_its_children) {
  Forked process([] {
    daemonize::wait_for_turns();
    if (sched_getscheduler(0) != SCHED_BATCH) return 1;
    return Forked([] { return sched_getscheduler(0) == SCHED_BATCH ? 0 : 2; }).wait();
  });
  BOOST_TEST(process.wait() == 0);
  BOOST_TEST(sched_getscheduler(0) == SCHED_OTHER);
}

BOOST_AUTO_TEST_SUITE_END()
