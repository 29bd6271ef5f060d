// Programs with libraries from npm, and browsers that they send to us.
#include <boost/test/unit_test.hpp>

#include "interop/node.h"

namespace {

const Site::Settings kOwnAddress{{"public_url", "\"{url}\""}};

}  // namespace

BOOST_AUTO_TEST_SUITE(express_openid_connect)

BOOST_AUTO_TEST_CASE(signs_people_in_to_the_page_that_they_wanted_and_out_again) {
  const Site site(kNginx, {{"public_url", "\"{url}\""}, {"oauth.id_token_algorithm", "\"RS256\""}});
  const auto ada = register_person(site, "ada");
  const auto client = add_client(
      site.scratch(), {"--name", "Express", "--redirect-uri", "http://127.0.0.1/callback"});
  BOOST_TEST(fault_of(site, "express_openid_connect.mjs",
                      {{"person", values_of(ada)}, {"client", values_of(client)}}) == "");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(passport_openidconnect)

BOOST_AUTO_TEST_CASE(signs_people_in_and_says_whom_it_means_in_which_language) {
  const Site site(kNginx, kOwnAddress);
  const auto ada = register_person(site, "ada");
  std::vector<std::string> words{"--name", "Passport"};
  for (const auto* name : {"plain", "again", "hinted"}) {
    words.insert(words.end(), {"--redirect-uri", "http://127.0.0.1/callback/" + std::string(name)});
  }
  const auto client = add_client(site.scratch(), words);
  BOOST_TEST(fault_of(site, "passport_openidconnect.mjs",
                      {{"person", values_of(ada)}, {"client", values_of(client)}}) == "");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(simple_oauth2)

BOOST_AUTO_TEST_CASE(gets_tokens_and_new_ones_and_takes_all_of_them_back) {
  const Site site(kNginx, kOwnAddress);
  const auto ada = register_person(site, "ada");
  const auto web =
      add_client(site.scratch(), {"--name", "Web", "--redirect-uri", "http://127.0.0.1/callback"});
  const auto service = add_client(site.scratch(), {"--name", "Service", "--grant",
                                                   "client_credentials", "--scope", "keys:read"});
  const auto direct = add_client(site.scratch(), {"--name", "Direct", "--grant", "password"});
  BOOST_TEST(fault_of(site, "simple_oauth2.mjs",
                      {{"person", values_of(ada)},
                       {"web", values_of(web)},
                       {"service", values_of(service)},
                       {"direct", values_of(direct)}}) == "");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(single_page)

BOOST_AUTO_TEST_CASE(of_another_origin_signs_people_in_by_itself) {
  const Site site(kNginx, kOwnAddress);
  const auto ada = register_person(site, "ada");
  const auto client =
      add_client(site.scratch(), {"--name", "Page", "--public", "--redirect-uri",
                                  "http://localhost/", "--redirect-uri", "http://localhost/popup"});
  BOOST_TEST(fault_of(site, "single_page.mjs",
                      {{"person", values_of(ada)}, {"client", values_of(client)}}) == "");
}

BOOST_AUTO_TEST_SUITE_END()
