#include "wiring/gatekeeper.h"
#include "config/config.h"

#include <boost/test/unit_test.hpp>

#include "handlers/page_visitor.h"
#include "support/http_world.h"

namespace {

struct OneFailureAllowed : HttpWorld {
  OneFailureAllowed()
      : HttpWorld([](config::Config& config) { config.abuse.failures_per_address = 1; }) {}
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

BOOST_AUTO_TEST_CASE(over_the_budget_the_account_api_answers_403_to_whoever_proves_nothing) {
  make_account("alice");
  const auto expired = bearer(tokens.mint(crypto::TokenKind::account, base::Id()));
  fail_once();
  const gateway::Response responses[] = {
      register_account("bob"),
      post("/account/register", "{}"),
      post("/account/verify", R"({"token":"x"})"),
      post("/account/verify", "{}"),
      post("/account/authenticate", R"({"username":"alice","password":"pass word"})"),
      post("/account/authenticate", "{}"),
      get("/account/tokens"),
      get("/account/tokens", bearer("dwa_forged")),
      get("/account/tokens", expired),
      del("/account/tokens", R"({"token":"x"})"),
      del("/account/delete", "", expired),
  };
  for (const auto& response : responses) {
    BOOST_TEST(response.status == 403);
    BOOST_TEST(response.body == "");
    BOOST_TEST(response.header("Retry-After") != "");
  }
}

BOOST_AUTO_TEST_CASE(a_token_that_proves_itself_passes_whatever_others_there_have_failed_at) {
  make_account("alice");
  const auto spare = sign_in("alice");
  const auto token = sign_in("alice");
  fail_once();
  BOOST_TEST(get("/account/tokens", bearer(token)).status == 200);
  BOOST_TEST(del("/account/tokens", R"({"token":"x"})", bearer(token)).status == 404);
  BOOST_TEST(del("/account/tokens", "{}", bearer(token)).status == 400);
  BOOST_TEST(del("/account/tokens", R"({"token":")" + spare + "\"}", bearer(token)).status == 200);
  BOOST_TEST(del("/account/delete", "", bearer(token)).status == 200);
}

BOOST_AUTO_TEST_CASE(a_session_passes_and_without_one_the_page_says_when_to_come_back) {
  make_account("ada");
  Visitor ada(*this);
  BOOST_TEST(ada.sign_in("ada").status == 303);
  fail_once();
  BOOST_TEST(ada.open("/settings").status == 200);
  BOOST_TEST(ada.open("/sign-in").status == 303);
  BOOST_TEST(ada.press("/settings/sessions/end-others").status == 303);
  Visitor stranger(*this);
  const auto page = stranger.open("/settings");
  BOOST_TEST(page.status == 403);
  BOOST_TEST(std::stoi(std::string(page.header("Retry-After"))) > 0);
  BOOST_TEST(contains(page.body, "&nbsp;min"));
  BOOST_TEST(contains(page.body, "href=\"/password/forgotten\""));
}

BOOST_AUTO_TEST_CASE(the_form_says_in_minutes_when_to_try_again_in_every_language) {
  make_account("ada");
  fail_once();
  struct Row {
    const char* language;
    const char* words;
  };
  for (const auto& [language, words] :
       {Row{"en", "Please try again in about 2&nbsp;min."},
        Row{"de", "Bitte versuch es in etwa 2&nbsp;min noch einmal."}}) {
    Visitor visitor(*this, language);
    BOOST_TEST(visitor.open("/sign-in").status == 200);
    const auto page = visitor.sign_in("ada");
    BOOST_TEST(page.status == 429);
    const auto seconds = std::stoi(std::string(page.header("Retry-After")));
    BOOST_TEST((seconds > 60 && seconds <= 2 * 60));
    BOOST_TEST(contains(page.body, words), page.body);
    BOOST_TEST(contains(page.body, "href=\"/password/forgotten\""));
  }
}

BOOST_AUTO_TEST_CASE(the_way_back_stays_open_over_the_budget_and_lets_its_owner_in) {
  make_account("ada");
  for (int i = 0; i < 12; ++i) {
    post("/account/authenticate", R"({"username":"ada","password":"x"})");
  }
  Visitor ada(*this);
  BOOST_TEST(ada.sign_in("ada").status == 429);
  BOOST_TEST(ada.open("/password/forgotten").status == 200);
  clock.advance(std::chrono::milliseconds(1));
  BOOST_TEST(ada.submit("/password/forgotten", {{"email", "ada@example.org"}}).status == 200);
  const auto token = mailed_token();
  BOOST_TEST(ada.open("/password/reset?token=" + token).status == 200);
  BOOST_TEST(ada.open("/password/reset?token=x").status == 403);
  const auto set = ada.submit("/password/reset", {{"token", token}, {"password", "another word"}});
  BOOST_TEST(set.status == 303);
  BOOST_TEST(ada.sign_in("ada", "another word").status == 303);
}

BOOST_AUTO_TEST_CASE(the_way_back_has_a_budget_of_its_own_and_uses_up_no_other) {
  HttpWorld few([](config::Config& config) { config.abuse.recoveries_per_address = 2; });
  few.make_account("ada");
  Visitor ada(few);
  const auto ask = [&] {
    return ada.submit("/password/forgotten", {{"email", "nobody@example.org"}});
  };
  BOOST_TEST(ask().status == 200);
  BOOST_TEST(ask().status == 200);
  const auto page = ask();
  BOOST_TEST(page.status == 403);
  BOOST_TEST(page.header("Retry-After") != "");
  BOOST_TEST(contains(page.body, "&nbsp;min"));
  BOOST_TEST(ada.sign_in("ada").status == 303);
}

BOOST_AUTO_TEST_CASE(a_mailed_code_passes_over_the_budget_and_a_made_up_one_does_not) {
  register_account("ada");
  const auto token = mailed_token();
  fail_once();
  Visitor ada(*this);
  BOOST_TEST(ada.open("/verify?token=x").status == 403);
  BOOST_TEST(ada.submit("/verify", {{"token", "x"}}).status == 403);
  BOOST_TEST(ada.open("/email/confirm?token=x").status == 403);
  BOOST_TEST(ada.submit("/email/confirm", {{"token", "x"}}).status == 403);
  BOOST_TEST(ada.submit("/password/reset", {{"token", "x"}, {"password", "another word"}}).status ==
             403);
  BOOST_TEST(ada.open("/verify?token=" + token).status == 200);
  BOOST_TEST(post("/account/verify", R"({"token":")" + token + "\"}").status == 200);
}

BOOST_AUTO_TEST_CASE(accounts_are_made_by_nobody_over_the_budget) {
  fail_once();
  Visitor visitor(*this);
  BOOST_TEST(visitor.open("/sign-up").status == 403);
  BOOST_TEST(visitor.submit("/sign-up", {}).status == 403);
  BOOST_TEST(send(form("/user", {{"user", "bob"}, {"pass", "pass word"}})).status == 429);
}

BOOST_AUTO_TEST_CASE(a_token_of_the_token_api_passes_and_so_does_one_that_renews_it) {
  make_account("ada");
  const auto sign_in = [&](const std::string& user, const std::string& password) {
    auto asked = request(gateway::Method::get, "/token");
    asked.query.add("user", user);
    if (!password.empty()) asked.query.add("pass", password);
    return send(asked);
  };
  const auto access = sign_in("ada", "pass word").body;
  const auto refresh = get("/refresh_token", bearer(access)).body;
  fail_once();
  BOOST_TEST(sign_in("nobody", "pass word").status == 429);
  BOOST_TEST(sign_in("x", "").status == 429);
  BOOST_TEST(sign_in(refresh, "").status == 200);
  BOOST_TEST(get("/refresh_token", bearer(access)).status == 200);
  BOOST_TEST(get("/refresh_token", bearer("x")).status == 429);
  BOOST_TEST(get("/refresh_token").status == 429);
}

BOOST_AUTO_TEST_CASE(whoever_a_network_knows_signs_in_there_though_others_have_used_it_up) {
  make_account("ada");
  make_account("bob");
  sign_in("ada");
  fail_once();
  Visitor visitor(*this);
  BOOST_TEST(visitor.sign_in("bob").status == 429);
  BOOST_TEST(visitor.sign_in("ada", "wrong").status == 429);
  BOOST_TEST(visitor.sign_in("ada").status == 303);
}

BOOST_AUTO_TEST_CASE(clients_and_pages_where_nothing_is_guessed_do_not_ask_the_gate) {
  fail_once();
  auto authorize = request(gateway::Method::get, "/oauth2/authorize");
  BOOST_TEST(send(authorize).status == 401);
  BOOST_TEST(post("/oauth/exchange", "{}").status == 400);
  BOOST_TEST(post("/oauth/token/verify", "{}").status == 400);
  BOOST_TEST(get("/api/delegate/scopes").status == 400);
  BOOST_TEST(send(form("/oauth2/token", {})).status == 400);
}

BOOST_AUTO_TEST_CASE(the_gate_looks_at_one_address_only_and_never_at_the_health_check) {
  fail_once();
  BOOST_TEST(get("/health").status == 200);
  gateway::Request request;
  request.path = "/account/tokens";
  request.client_address = "192.0.2.2";
  BOOST_TEST(send(request).status == 401);
}

BOOST_AUTO_TEST_CASE(
    a_session_that_is_none_leads_to_the_sign_in_and_of_two_the_one_that_lives_counts) {
  const auto open_settings = [this](std::initializer_list<std::string> cookies) {
    gateway::Request request;
    request.path = "/settings";
    request.client_address = "192.0.2.1";
    for (const auto& cookie : cookies) request.cookies.add("id", cookie);
    return send(request);
  };
  BOOST_TEST(open_settings({}).header("Location") == "/sign-in?redirectTo=%2Fsettings");
  BOOST_TEST(open_settings({"planted"}).status == 303);
  BOOST_TEST(open_settings({"planted", "another"}).status == 303);
  make_account("ada");
  Visitor ada(*this);
  ada.sign_in("ada");
  BOOST_TEST(open_settings({"planted", ada.cookie}).status == 200);
  BOOST_TEST(open_settings({ada.cookie, "planted"}).status == 200);
  BOOST_TEST(open_settings({"1", "2", "3", "4", "5", "", ada.cookie}).status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
