#include "model/webhook.h"

#include <boost/test/unit_test.hpp>

#include "base/error.h"

BOOST_AUTO_TEST_SUITE(webhook_model)

BOOST_AUTO_TEST_CASE(the_receiver_of_a_url_is_its_host_and_port_alone) {
  const struct {
    std::string url;
    std::string receiver;
  } rows[] = {{"https://A.Example:8443/hook?x#y", "a.example:8443"},
              {"http://a.example?x", "a.example"},
              {"https://[2001:DB8::1]:443", "[2001:db8::1]:443"},
              {"https://user:pass@a.example/x@y", "a.example"},
              {"https://" + std::string(300, 'a'), std::string(255, 'a')},
              {"nonsense", ""}};
  for (const auto& row : rows) BOOST_TEST(model::receiver_of(row.url) == row.receiver, row.url);
}

BOOST_AUTO_TEST_CASE(each_event_names_the_scope_that_it_needs) {
  BOOST_TEST(model::webhook_event_named("profile:update")->scope == "profile:read");
  BOOST_TEST(model::webhook_event_named("pgp-key:remove")->scope == "keys:read");
  BOOST_TEST(!model::webhook_event_named("profile"));
}

BOOST_AUTO_TEST_CASE(a_revocation_call_comes_back_from_its_payload) {
  const auto call =
      model::revocation_from_payload(model::to_payload(model::RevocationCall{"https://a/", "abc"}));
  BOOST_TEST(call.url == "https://a/");
  BOOST_TEST(call.token_hash == "abc");
  BOOST_TEST(model::body_of(call) == R"({"token_hash":"abc"})");
  BOOST_CHECK_THROW(model::revocation_from_payload(R"({"url":"https://a/"})"), base::Error);
}

BOOST_AUTO_TEST_SUITE_END()
