#include "store/revoked_tokens.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"
#include "store/duplicate.h"

using store::RevokedTokens;

namespace {

template <typename S>
base::Id revoke(S& store, base::Time expires_at) {
  const auto jti = store.id();
  store.template in<RevokedTokens>(
      [&](auto& revoked) { revoked.insert(jti, store.id(), expires_at); });
  return jti;
}

template <typename S>
bool contains(S& store, const base::Id& jti) {
  return store.template in<RevokedTokens>([&](auto& revoked) { return revoked.contains(jti); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(revoked_tokens_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(what_was_revoked_is_there_and_nothing_else, On, Backends) {
  Store<On> store;
  const auto jti = revoke(store, kNow + 1h);
  BOOST_TEST(contains(store, jti));
  BOOST_TEST(!contains(store, store.id()));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_second_revocation_is_a_duplicate, On, Backends) {
  Store<On> store;
  const auto jti = revoke(store, kNow + 1h);
  BOOST_CHECK_THROW(store.template in<RevokedTokens>(
                        [&](auto& revoked) { revoked.insert(jti, store.id(), kNow + 1h); }),
                    store::Duplicate);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(purging_takes_entries_of_expired_tokens_in_portions, On, Backends) {
  Store<On> store;
  for (int i = 0; i < 3; ++i) revoke(store, kNow + 1h);
  const auto lives = revoke(store, kNow + 1h + 1ms);
  const auto purged = [&] {
    return store.template in<RevokedTokens>(
        [&](auto& revoked) { return revoked.purge_expired(kNow + 1h, 2); });
  };
  BOOST_TEST(purged() == 2);
  BOOST_TEST(purged() == 1);
  BOOST_TEST(purged() == 0);
  BOOST_TEST(contains(store, lives));
}

BOOST_AUTO_TEST_SUITE_END()
