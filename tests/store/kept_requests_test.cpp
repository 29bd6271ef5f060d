#include "store/kept_requests.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"

using store::KeptRequests;

BOOST_AUTO_TEST_SUITE(kept_requests_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_request_comes_back_as_it_was_until_it_is_old, On, Backends) {
  Store<On> store;
  const model::KeptRequest row{store.id(), "192.0.2.0/24", "state=" + std::string(16300, 's'),
                               kNow};
  store.template in<KeptRequests>([&](auto& requests) {
    requests.insert(row);
    const auto found = requests.find(row.id, kNow - 1ms);
    BOOST_REQUIRE(found);
    BOOST_TEST(found->network == row.network);
    BOOST_TEST(found->query == row.query);
    BOOST_TEST((found->asked_at == kNow));
    BOOST_TEST(!requests.find(row.id, kNow));
    BOOST_TEST(requests.purge_expired(kNow + 24h - 1ms, 10) == 0);
    BOOST_TEST(requests.purge_expired(kNow + 24h, 10) == 1);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_oldest_make_room_of_a_network_and_of_all, On, Backends) {
  Store<On> store;
  std::vector<base::Id> ids;
  store.template in<KeptRequests>([&](auto& requests) {
    for (int i = 0; i < 6; ++i) {
      ids.push_back(store.id());
      requests.insert({ids.back(), i % 2 == 0 ? "a" : "b", "x", kNow + i * 1ms});
    }
    requests.make_room_in("a", 2);
    const auto there = [&](int i) { return requests.find(ids[i], kNow - 1ms).has_value(); };
    BOOST_TEST((!there(0) && there(1) && there(2) && there(3) && there(4) && there(5)));
    requests.make_room(3);
    BOOST_TEST((!there(1) && !there(2) && there(3) && there(4) && there(5)));
  });
}

BOOST_AUTO_TEST_SUITE_END()
