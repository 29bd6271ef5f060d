#include "store/warnings.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"

using store::Warnings;

namespace {

const std::string kAddress = "alice@example.org";

}  // namespace

BOOST_AUTO_TEST_SUITE(warnings_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(each_kind_of_an_account_is_counted_anew_when_the_window_is_over, On,
                              Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto bob = store.active("bob").id;
  store.template in<Warnings>([&](auto& warnings) {
    BOOST_TEST(warnings.count(alice, "new-network", kAddress, kNow, 1h) == 1);
    BOOST_TEST(warnings.count(alice, "new-network", kAddress, kNow + 1min, 1h) == 2);
    BOOST_TEST(warnings.count(alice, "client-added", kAddress, kNow, 1h) == 1);
    BOOST_TEST(warnings.count(bob, "new-network", kAddress, kNow, 1h) == 1);
    BOOST_TEST(warnings.count(alice, "new-network", "eve@example.net", kNow, 1h) == 1);
    BOOST_TEST(warnings.count(alice, "new-network", kAddress, kNow + 1h - 1ms, 1h) == 3);
    BOOST_TEST(warnings.count(alice, "new-network", kAddress, kNow + 1h, 1h) == 1);
    BOOST_TEST(warnings.count(alice, "new-network", kAddress, kNow + 1h, 1h) == 2);
  });
}

BOOST_AUTO_TEST_SUITE_END()
