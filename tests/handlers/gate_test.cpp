// Whom the gate lets pass: people with a verified address.
#include "accounts/identity/address_change.h"
#include "config/config.h"
#include "grants/grants.h"
#include "oauth_service.h"
#include "store/accounts.h"

namespace {

/// "bert" has a name and a password alone, as strangers make themselves one.
struct GateDesk : OAuthService {
  explicit GateDesk(const Adjust& adjust = {}) : OAuthService(adjust) {
    BOOST_REQUIRE_EQUAL(send(form("/user", {{"user", "bert"}, {"pass", "pass word"}})).status, 201);
    bert = account("bert")->id;
    berts_cookie = open_session(bert);
  }

  gateway::Response pass_with_cookie(const std::string& value, const Headers& headers = {}) {
    return send(with_cookie(request(Method::get, "/auth", headers), value));
  }
  gateway::Response pass_with_token(const std::string& token, const Fields& query = {}) {
    return send(asking("/auth", query, bearer(token)));
  }
  std::string token_of_password(const std::string& name, const std::string& scope = "basic") {
    return text(ask_tokens({{"grant_type", "password"},
                            {"username", name},
                            {"password", "pass word"},
                            {"scope", scope}},
                           basic(app)),
                "access_token");
  }
  std::string jwt_of(const std::string& name) {
    return send(asking("/token", {{"user", name}, {"pass", "pass word"}})).body;
  }
  void prove(const base::Id& id, const std::string& email) {
    database.transaction([&](store::Session& store) {
      store::Accounts(store).set_email(id, email, email, clock.now());
    });
  }

  accounts::AbuseGate abuse{context, {}};
  base::Id bert;
  std::string berts_cookie;
};

struct OpenGate : GateDesk {
  OpenGate() : GateDesk([](config::Config& config) { config.gate.admit = "anyone"; }) {}
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(gate_by_default, GateDesk)

BOOST_AUTO_TEST_CASE(
    whoever_has_proved_no_address_is_known_and_does_not_pass_by_whatever_they_show) {
  const auto personal =
      grants::Grants(context, {})
          .make_personal_token(proof_of(context, bert), "*", "", std::chrono::hours(1), here);
  for (const auto& token : {sign_in("bert"), token_of_password("bert"), personal}) {
    BOOST_REQUIRE(!token.empty());
    BOOST_TEST(pass_with_token(token).status == 403);
    BOOST_TEST(pass_with_token(token, {{"scope", "basic"}}).status == 403);
    BOOST_TEST(pass_with_token(token).header("X-Auth-User") == "");
  }
  BOOST_TEST(pass_with_cookie(berts_cookie).status == 403);
  BOOST_TEST(send(with_cookie(request(Method::options, "/auth"), berts_cookie)).status == 403);
  BOOST_TEST(pass_with_token(jwt_of("bert")).status == 401);
}

BOOST_AUTO_TEST_CASE(a_browser_is_told_where_to_give_an_address_and_comes_back_from_there) {
  const auto told = [&](const std::string& target, const std::string& accept = "text/html") {
    const auto answer =
        pass_with_cookie(berts_cookie, {{"accept", accept}, {"x-original-uri", target}});
    BOOST_TEST(answer.status == 403);
    return std::string(answer.header("X-Auth-Verify"));
  };
  BOOST_TEST(told("/members/a?b=c&d") == "/email?redirectTo=%2Fmembers%2Fa%3Fb%3Dc%26d");
  BOOST_TEST(told("//evil.example.org/") == "/email");
  BOOST_TEST(told("/" + std::string(1000, 'x')) == "/email");
  BOOST_TEST(told("/a", "application/json") == "");
  const auto basic =
      pass_with_cookie(berts_cookie, {{"accept", "text/html"}, {"authorization", "Basic eDp5"}});
  BOOST_TEST(basic.header("X-Auth-Verify") == "");
  BOOST_TEST(pass_with_cookie(cookie, {{"accept", "text/html"}}).header("X-Auth-Verify") == "");
}

BOOST_AUTO_TEST_CASE(what_lacks_a_scope_is_not_told_to_give_an_address) {
  auto made = asking("/auth", {{"scope", ":"}}, {{"accept", "text/html"}});
  const auto answer = send(with_cookie(made, berts_cookie));
  BOOST_TEST(answer.status == 403);
  BOOST_TEST(answer.header("X-Auth-Verify") == "");
}

BOOST_AUTO_TEST_CASE(a_proof_is_seen_at_once_by_who_remembered_its_want) {
  const auto token = token_of_password("bert");
  const auto bearer_token = sign_in("bert");
  BOOST_TEST(pass_with_token(token).status == 403);
  BOOST_TEST(pass_with_token(bearer_token).status == 403);
  prove(bert, "bert@example.org");
  BOOST_TEST(pass_with_token(token).status == 200);
  BOOST_TEST(pass_with_token(token).header("X-Auth-Email") == "bert@example.org");
  BOOST_TEST(pass_with_token(bearer_token).status == 200);
  BOOST_TEST(pass_with_cookie(berts_cookie).status == 200);
  database.transaction([&](store::Session& store) { store::Accounts(store).clear_email(bert); });
  BOOST_TEST(pass_with_token(token).status == 403);
  BOOST_TEST(pass_with_token(bearer_token).status == 403);
  BOOST_TEST(pass_with_cookie(berts_cookie).status == 403);
}

BOOST_AUTO_TEST_CASE(asking_for_an_address_proves_none_and_asking_for_another_loses_none) {
  accounts::AddressChange addresses(context, abuse);
  addresses.ask(proof_of(context, bert), "bert@example.org", here);
  BOOST_TEST(pass_with_cookie(berts_cookie).status == 403);
  addresses.ask(proof_of(context, ada), "lady@example.org", here);
  BOOST_TEST(pass_with_cookie(cookie).header("X-Auth-Email") == "ada@example.org");
}

BOOST_AUTO_TEST_CASE(a_programs_own_token_passes_only_where_a_scope_is_asked_for) {
  const auto token =
      text(ask_tokens({{"grant_type", "client_credentials"}, {"scope", "basic"}}, basic(app)),
           "access_token");
  BOOST_TEST(pass_with_token(token).status == 403);
  BOOST_TEST(pass_with_token(token, {{"scope", ""}}).status == 403);
  BOOST_TEST(pass_with_token(token, {{"scope", "keys:write"}}).status == 403);
  const auto passed = pass_with_token(token, {{"scope", "basic"}});
  BOOST_TEST(passed.status == 200);
  BOOST_TEST(passed.header("X-Auth-Client") == app.client.id);
  BOOST_TEST(passed.header("X-Auth-User") == "");
}

BOOST_AUTO_TEST_CASE(userinfo_says_whether_the_address_is_verified) {
  const auto token = token_of_password("bert", "openid email");
  const auto told = [&] { return send(request(Method::get, "/userinfo", bearer(token))).body; };
  BOOST_TEST(told() == R"({"sub":")" + bert.text() + "\"}");
  prove(bert, "bert@example.org");
  BOOST_TEST(told() == R"({"sub":")" + bert.text() +
                           R"(","email":"bert@example.org","email_verified":true})");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(gate_for_anyone, OpenGate)

BOOST_AUTO_TEST_CASE(
    a_name_of_any_script_is_told_and_one_that_is_an_address_only_when_it_is_proved) {
  const auto told = [this](const std::string& name, const std::string& key) {
    BOOST_REQUIRE_EQUAL(send(form("/user", {{"user", name}, {"pass", "pass word"}})).status, 201);
    return std::string(pass_with_cookie(open_session(account(key)->id)).header("X-Auth-User"));
  };
  BOOST_TEST(told("J\u00fcrgen", "j\u00fcrgen") == "J\u00fcrgen");
  BOOST_TEST(told("carol@example.net", "carol@example.net") == "");
  const auto carol = account("carol@example.net")->id;
  const auto named = [&] {
    return std::string(pass_with_cookie(open_session(carol)).header("X-Auth-User"));
  };
  prove(carol, "other@example.net");
  BOOST_TEST(named() == "");
  prove(carol, "Carol@example.net");
  BOOST_TEST(named() == "carol@example.net");
}

BOOST_AUTO_TEST_CASE(whoever_has_an_account_passes) {
  BOOST_TEST(pass_with_cookie(berts_cookie).header("X-Auth-User") == "bert");
  BOOST_TEST(pass_with_token(sign_in("bert")).status == 200);
  BOOST_TEST(pass_with_token(token_of_password("bert")).status == 200);
  const auto token =
      text(ask_tokens({{"grant_type", "client_credentials"}}, basic(app)), "access_token");
  BOOST_TEST(pass_with_token(token).status == 200);
  BOOST_TEST(pass_with_cookie("planted").status == 401);
}

BOOST_AUTO_TEST_SUITE_END()
