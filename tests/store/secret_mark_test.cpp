#include "store/secret_mark.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"
#include "store/duplicate.h"

using store::SecretMark;

BOOST_AUTO_TEST_SUITE(secret_mark_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(there_is_one_mark_and_it_is_replaced_by_who_has_seen_it, On,
                              Backends) {
  Store<On> store;
  store.template in<SecretMark>([](auto& mark) {
    BOOST_TEST(!mark.find());
    mark.insert("first");
    BOOST_TEST(mark.find().value() == "first");
    BOOST_TEST(!mark.replace("other", "second"));
    BOOST_TEST(mark.replace("first", "second"));
    BOOST_TEST(mark.find().value() == "second");
  });
  BOOST_CHECK_THROW(store.template in<SecretMark>([](auto& mark) { mark.insert("third"); }),
                    store::Duplicate);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(trying_changes_makes_none, On, Backends) {
  Store<On> store;
  store.template in<SecretMark>([](auto& mark) {
    mark.insert("first");
    mark.try_changes();
    BOOST_TEST(mark.find().value() == "first");
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(something_is_written_once_in_a_while, On, Backends) {
  Store<On> store;
  const base::Time now{std::chrono::seconds{1'700'000'000}};
  store.template in<SecretMark>([&](auto& mark) {
    mark.insert("first");
    mark.write(now, now - std::chrono::seconds{5});
    mark.write(now + std::chrono::seconds{1}, now - std::chrono::seconds{4});
    BOOST_TEST(mark.find().value() == "first");
  });
}

BOOST_AUTO_TEST_SUITE_END()
