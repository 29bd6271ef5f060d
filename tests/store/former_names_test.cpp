#include "store/former_names.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"

using store::FormerNames;

BOOST_AUTO_TEST_SUITE(former_names_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_name_is_kept_for_whoever_had_it_last, On, Backends) {
  Store<On> store;
  const std::string digest(64, 'a');
  store.template in<FormerNames>([&](auto& names) {
    BOOST_TEST(!names.owner_of("alice"));
    names.keep("alice", digest);
    names.keep("bob", "");
    BOOST_TEST(names.owner_of("alice").value() == digest);
    BOOST_TEST(names.owner_of("bob").value().empty());
    names.keep("alice", "");
    BOOST_TEST(names.owner_of("alice").value().empty());
  });
}

BOOST_AUTO_TEST_SUITE_END()
