#include "gatekeeper.h"

#include <boost/test/unit_test.hpp>

#include "support/test_service.h"

namespace {

struct OneFailureAllowed : TestService {
  OneFailureAllowed()
      : TestService([](config::Config& config) { config.abuse.failures_per_address = 1; }) {}
  void fail_once() { post("/account/authenticate", R"({"username":"nobody","password":"x"})"); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(gatekeeping, OneFailureAllowed)

BOOST_AUTO_TEST_CASE(bad_tokens_count_against_nobody) {
  const auto expired = tokens.mint(crypto::TokenKind::account, base::Id());
  for (int i = 0; i < 10; ++i) {
    BOOST_TEST(get("/account/tokens", bearer("dwa_forged")).status == 401);
    BOOST_TEST(get("/account/tokens", bearer(expired)).status == 401);
  }
}

BOOST_AUTO_TEST_CASE(the_abuse_gate_stands_before_every_route_of_the_account_api) {
  make_account("alice");
  const auto token = sign_in("alice");
  fail_once();
  const gateway::Response responses[] = {
      register_account("bob"),
      post("/account/verify", R"({"token":"x"})"),
      post("/account/authenticate", "{}"),
      get("/account/tokens", bearer(token)),
      get("/account/tokens"),
      del("/account/tokens", R"({"token":"x"})", bearer(token)),
      del("/account/delete", "", bearer(token)),
  };
  for (const auto& response : responses) {
    BOOST_TEST(response.status == 403);
    BOOST_TEST(response.body == "");
    BOOST_TEST(response.header("Retry-After") != "");
  }
}

BOOST_AUTO_TEST_CASE(the_gate_looks_at_one_address_only_and_never_at_the_health_check) {
  fail_once();
  BOOST_TEST(get("/health").status == 200);
  gateway::Request request;
  request.path = "/account/tokens";
  request.client_address = "192.0.2.2";
  BOOST_TEST(send(request).status == 401);
}

BOOST_AUTO_TEST_CASE(a_session_that_is_none_leads_to_the_sign_in_and_two_are_refused) {
  const auto open_settings = [this](std::initializer_list<const char*> cookies) {
    gateway::Request request;
    request.path = "/settings";
    request.client_address = "192.0.2.1";
    for (const auto* cookie : cookies) request.cookies.add("id", cookie);
    return send(request);
  };
  BOOST_TEST(open_settings({}).header("Location") == "/sign-in?redirectTo=%2Fsettings");
  BOOST_TEST(open_settings({"planted"}).status == 303);
  BOOST_TEST(open_settings({"planted", "another"}).status == 400);
}

BOOST_AUTO_TEST_SUITE_END()
