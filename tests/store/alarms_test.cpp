#include "store/alarms.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"

using store::Alarms;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(alarms_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(an_alarm_keeps_its_beginning_and_tells_the_latest_reason, On,
                              Backends) {
  Store<On> store;
  store.template in<Alarms>([](auto& alarms) {
    BOOST_TEST(!alarms.find("mail"));
    alarms.raise("mail", "first", kNow);
    alarms.raise("mail", "first", kNow);
    alarms.raise("mail", "second", kNow + 1h);
  });
  store.template in<Alarms>([](auto& alarms) {
    const auto alarm = alarms.find("mail").value();
    BOOST_TEST(alarm.reason == "second");
    BOOST_TEST((alarm.since == kNow));
    BOOST_TEST((alarm.last_at == kNow + 1h));
    BOOST_TEST(!alarms.find("webhook"));
    BOOST_TEST(alarms.end("mail"));
    BOOST_TEST(!alarms.end("mail"));
    BOOST_TEST(!alarms.find("mail"));
  });
}

BOOST_AUTO_TEST_SUITE_END()
