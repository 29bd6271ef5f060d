#include <boost/test/unit_test.hpp>

#include "support/http_world.h"

namespace {

constexpr auto kPath = "/account/delete";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(deletion, HttpWorld)

BOOST_AUTO_TEST_CASE(a_deleted_account_is_gone_with_all_its_tokens) {
  make_account("alice");
  const auto token = sign_in("alice");
  const auto other = sign_in("alice");
  const auto response = del(kPath, "", bearer(token));
  BOOST_TEST(response.status == 200);
  BOOST_TEST(response.body == "");
  BOOST_TEST(!account("alice").has_value());
  BOOST_TEST(get("/account/tokens", bearer(other)).status == 401);
  BOOST_TEST(del(kPath, "", bearer(token)).status == 401);
}

BOOST_AUTO_TEST_CASE(its_owner_may_have_name_and_address_again_at_once) {
  make_account("alice");
  del(kPath, "", bearer(sign_in("alice")));
  BOOST_TEST(register_account("alice").status == 200);
}

BOOST_AUTO_TEST_CASE(nobody_deletes_without_a_token) {
  make_account("alice");
  BOOST_TEST(del(kPath).status == 401);
  BOOST_TEST(del(kPath, "", bearer("dwa_x")).status == 401);
  BOOST_TEST(account("alice").has_value());
}

BOOST_AUTO_TEST_CASE(only_delete_deletes) {
  make_account("alice");
  const auto token = sign_in("alice");
  BOOST_TEST(get(kPath, bearer(token)).status == 405);
  BOOST_TEST(post(kPath, "{}",
                  {{"authorization", "Bearer " + token}, {"x-http-method-override", "DELETE"}})
                 .status == 405);
  BOOST_TEST(account("alice").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
