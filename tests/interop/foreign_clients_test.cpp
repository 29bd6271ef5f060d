// Programs with libraries that know nothing of us, against a site.
#include <boost/test/unit_test.hpp>

#include "interop/node.h"

namespace {

const Site::Settings kOwnAddress{{"public_url", "\"{url}\""}};

}  // namespace

BOOST_AUTO_TEST_SUITE(openid_client)

BOOST_AUTO_TEST_CASE(goes_through_all_that_its_library_can) {
  const Site site(kNginx, kOwnAddress);
  const auto ada = register_person(site, "ada");
  const std::string callback = "http://127.0.0.1/callback";
  const auto web = add_client(site.scratch(), {"--name", "Web", "--redirect-uri", callback});
  const auto page =
      add_client(site.scratch(), {"--name", "Page", "--redirect-uri", callback, "--public"});
  const auto service = add_client(site.scratch(), {"--name", "Service", "--grant",
                                                   "client_credentials", "--scope", "keys:read"});
  BOOST_TEST(fault_of(site, "openid_client.mjs",
                      {{"person", values_of(ada)},
                       {"web", values_of(web)},
                       {"page", values_of(page)},
                       {"service", values_of(service)}}) == "");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(http_signature)

BOOST_AUTO_TEST_CASE(signs_in_and_gets_tokens_with_keys_of_each_kind) {
  const Site site(kNginx, kOwnAddress);
  const auto ada = register_person(site, "ada");
  const auto keeper = add_client(
      site.scratch(), {"--name", "Keys", "--grant", "password", "--scope", "keys:write"});
  const auto token = tokens_of(site, keeper, ada, "keys:write").access;
  BOOST_TEST(fault_of(site, "http_signature.mjs", {{"email", ada.email}, {"token", token}}) == "");
}

BOOST_AUTO_TEST_SUITE_END()
