#include "store/seen_signatures.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"
#include "store/duplicate.h"

using store::SeenSignatures;

namespace {

bool insert(store::Database& database, const std::string& digest) {
  try {
    database.transaction(
        [&](store::Session& session) { SeenSignatures(session).insert(digest, kNow + 10min); });
    return true;
  } catch (const store::Duplicate&) {
    return false;
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(seen_signatures_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_signature_is_new_once_until_it_is_purged, On, Backends) {
  Store<On> store;
  const std::string digest(64, 'a');
  BOOST_TEST(insert(store.database(), digest));
  BOOST_TEST(!insert(store.database(), digest));
  BOOST_TEST(insert(store.database(), std::string(64, 'A')));
  BOOST_TEST(insert(store.database(), std::string(63, 'a')));
  store.template in<SeenSignatures>([&](auto& signatures) {
    BOOST_TEST(signatures.purge_expired(kNow + 10min - 1ms, 2) == 0);
    BOOST_TEST(signatures.purge_expired(kNow + 10min, 2) == 2);
    BOOST_TEST(signatures.purge_expired(kNow + 10min, 2) == 1);
  });
  BOOST_TEST(insert(store.database(), digest));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_twenty_who_send_a_signature_at_once_one_is_new, On, Backends) {
  Store<On> store;
  const int winners = store.in_processes(20, [&](store::Database& database, int) {
    return insert(database, std::string(64, 'b')) ? 1 : 0;
  });
  BOOST_TEST(winners == 1);
}

BOOST_AUTO_TEST_SUITE_END()
