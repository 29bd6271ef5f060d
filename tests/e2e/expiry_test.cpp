#include <boost/test/unit_test.hpp>

#include "support/poll.h"
#include "support/site.h"

BOOST_AUTO_TEST_SUITE(expiring)

BOOST_AUTO_TEST_CASE(a_registration_that_nobody_verifies_frees_its_name_and_address) {
  const std::string wish =
      R"({"username":"brief","password":"correct horse","email":"brief@example.org"})";
  Site site(kLighttpdSocket, {{"account.registration_lifetime", "2"}});
  auto client = site.client();
  BOOST_TEST(client.json("POST", "/account/register", wish).status == 200);
  BOOST_TEST(client.json("POST", "/account/register", wish).status == 409);
  const auto token = site.mailed_token("brief@example.org");
  BOOST_TEST(!token.empty());
  BOOST_TEST(eventually([&] { return client.get("/verify?token=" + token).status == 404; }));
  const auto late = client.json("POST", "/account/verify", R"({"token":")" + token + "\"}");
  BOOST_TEST(late.status == 404);
  BOOST_TEST(client.json("POST", "/account/register", wish).status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
