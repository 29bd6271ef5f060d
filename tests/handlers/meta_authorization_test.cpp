#include "gateway/form.h"
#include "gateway/target.h"
#include "meta_service.h"

BOOST_FIXTURE_TEST_SUITE(meta_authorization, MetaService)

BOOST_AUTO_TEST_CASE(who_is_not_signed_in_does_so_first_and_comes_back_to_the_same_request) {
  const auto response =
      send(authorize({{"client_id", site.client.id}, {"scopes", "keys"}, {"state", "a b"}}));
  BOOST_TEST(response.status == 303);
  BOOST_TEST(response.header("Location").starts_with("/sign-in?redirectTo="));
  BOOST_TEST(sent_back(response, "redirectTo") ==
             "/oauth/authorize?client_id=" + site.client.id + "&scopes=keys&state=a%20b");
}

BOOST_AUTO_TEST_CASE(a_long_request_is_kept_over_the_sign_in_and_its_state_comes_back_whole) {
  const auto state = std::string(8000, 's');
  const auto led =
      send(authorize({{"client_id", site.client.id}, {"scopes", "keys"}, {"state", state}}));
  BOOST_TEST(led.status == 303);
  const auto target = sent_back(led, "redirectTo");
  BOOST_TEST(target.starts_with("/oauth/authorize?kept=dwq_"));
  auto again = authorize({});
  again.query = gateway::parse_form(gateway::split_target(target).query, 8192, 64);
  const auto shown = send(browse(again));
  BOOST_TEST(shown.status == 200);
  BOOST_TEST(shown.body.find(state) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(who_only_asks_for_the_head_gets_no_exchange_token) {
  auto asking_head = browse(authorize({{"client_id", site.client.id}, {"scopes", "keys"}}));
  asking_head.method = gateway::Method::head;
  const auto answer = send(asking_head);
  BOOST_TEST(answer.status == 200);
  BOOST_TEST(answer.header("Location") == "");
}

BOOST_AUTO_TEST_CASE(the_owner_sees_who_asks_for_what_and_goes_back_with_an_exchange_token) {
  const auto page =
      send(browse(authorize({{"client_id", site.client.id}, {"scopes", "keys:write,audit"}})));
  BOOST_TEST(page.status == 200);
  for (const auto* part : {"Site", "site.example", "ada", "scope:keys:write", "scope:audit:read",
                           "scope:profile:read", "form_token"}) {
    BOOST_TEST(page.body.find(part) != std::string::npos, part);
  }
  const auto response = consent("keys:write,audit", {"audit:read"});
  BOOST_TEST(response.status == 303);
  BOOST_TEST(response.header("Location").starts_with("https://site.example/back?"));
  BOOST_TEST(sent_back(response, "exchange").starts_with("dwx_"));
  BOOST_TEST(sent_back(response, "scopes") == "audit:read,profile:read");
  BOOST_TEST(sent_back(response, "state") == "s t");
}

BOOST_AUTO_TEST_CASE(
    the_owner_reads_what_a_service_says_of_its_scopes_and_that_the_address_is_seen) {
  const auto git =
      add({.name = "Git <1>", .trusted = true, .redirect_uris = {"https://git.example/"}});
  const Headers headers{{"x-oauth-id", git.client.id}, {"x-oauth-secret", git.secret}};
  post("/api/delegate/scopes",
       json::dump({{"name", "repo"}, {"description", "your repositories"}, {"writable", true}}),
       headers);
  const auto ask = [&](const std::string& scopes) {
    return send(browse(authorize({{"client_id", site.client.id}, {"scopes", scopes}}))).body;
  };
  const auto page = ask(git.client.id + "/repo:write");
  BOOST_TEST(page.find("Git &lt;1&gt;: your repositories (to read and to change)") != page.npos);
  BOOST_TEST(page.find("your e-mail address") != page.npos);
  BOOST_TEST(ask(git.client.id + "/repo").find("your repositories (to read)") != page.npos);
}

BOOST_AUTO_TEST_CASE(who_declines_sends_the_client_away_with_words_and_state) {
  const auto response = consent("keys", {"keys:read"}, {{"reject", ""}});
  BOOST_TEST(sent_back(response, "error") == "user_declined");
  BOOST_TEST(sent_back(response, "state") == "s t");
  BOOST_TEST(sent_back(response, "exchange").empty());
  const auto wrong =
      send(browse(authorize({{"client_id", site.client.id}, {"scopes", "*"}, {"state", "x"}})));
  BOOST_TEST(wrong.status == 303);
  BOOST_TEST(sent_back(wrong, "error") == "invalid_scope");
  BOOST_TEST(sent_back(wrong, "details") == "Invalid scope *");
  BOOST_TEST(sent_back(wrong, "state") == "x");
}

BOOST_AUTO_TEST_CASE(no_other_site_can_consent) {
  const auto without = consent("keys", {}, {{"accept", ""}, {"form_token", "dwf_forged"}});
  BOOST_TEST(without.status == 400, "a field that comes twice is none");
  auto forged = form("/oauth/authorize", {{"client_id", site.client.id},
                                          {"scopes", "keys"},
                                          {"accept", ""},
                                          {"form_token", "dwf_forged"}});
  BOOST_TEST(send(browse(forged)).status == 403);
  forged.headers.add("origin", "https://evil.example");
  BOOST_TEST(send(browse(forged)).status == 403);
}

BOOST_AUTO_TEST_CASE(a_link_of_no_client_or_to_another_place_is_a_page_and_leads_nowhere) {
  for (const auto& query :
       {Fields{{"client_id", "0000000000000000"}, {"scopes", "keys"}}, Fields{{"scopes", "keys"}},
        Fields{{"client_id", site.client.id},
               {"scopes", "keys"},
               {"redirect_uri", "https://evil.example/"}}}) {
    const auto response = send(browse(authorize(query)));
    BOOST_TEST(response.status == 400);
    BOOST_TEST(response.header("Location") == "");
    BOOST_TEST(response.header("Content-Type") == "text/html; charset=utf-8");
    BOOST_TEST(response.body.find("The application that sent you here") != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(out_of_band_the_page_shows_the_exchange_token) {
  site = add({.name = "Tool", .redirect_uris = {"urn:ietf:wg:oauth:2.0:oob"}});
  const auto response = send(browse(form("/oauth/authorize", {{"client_id", site.client.id},
                                                              {"scopes", "keys"},
                                                              {"form_token", form_token()},
                                                              {"accept", ""}})));
  BOOST_TEST(response.status == 200);
  BOOST_TEST(response.body.find("dwx_") != std::string::npos);
  BOOST_TEST(response.header("Cache-Control") == "no-store");
}

BOOST_AUTO_TEST_CASE(what_was_allowed_before_is_not_asked_for_again) {
  token();
  const auto response =
      send(browse(authorize({{"client_id", site.client.id}, {"scope", "profile,keys:write"}})));
  BOOST_TEST(response.status == 303);
  BOOST_TEST(sent_back(response, "exchange").starts_with("dwx_"));
}

BOOST_AUTO_TEST_SUITE_END()
