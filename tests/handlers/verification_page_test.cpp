#include <boost/test/unit_test.hpp>

#include "config/config.h"
#include "support/http_world.h"

namespace {

struct Registered : HttpWorld {
  Registered() {
    register_account("alice");
    token = mailed_token();
  }

  gateway::Response open(const std::string& link_token, const std::string& language = "en") {
    gateway::Request request;
    request.path = "/verify";
    request.query.add("token", link_token);
    request.headers.add("accept-language", language);
    return send(request);
  }

  gateway::Response press(const std::string& form_token, const Headers& headers = {}) {
    gateway::Request request;
    request.method = gateway::Method::post;
    request.path = "/verify";
    request.media_type = "application/x-www-form-urlencoded";
    request.body = "token=" + form_token;
    for (const auto& [name, value] : headers) request.headers.add(name, value);
    return send(request);
  }

  bool is_pending() { return account("alice")->state == model::AccountState::pending; }

  std::string token;
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(verification_page, Registered)

BOOST_AUTO_TEST_CASE(opening_the_link_shows_who_and_a_button_and_changes_nothing) {
  for (int i = 0; i < 3; ++i) {
    const auto page = open(token);
    BOOST_TEST(page.status == 200);
    BOOST_TEST(page.header("Content-Type") == "text/html; charset=utf-8");
    BOOST_TEST(page.header("Cache-Control") == "no-store");
    BOOST_TEST(contains(page.body, "<dd>alice</dd>"));
    BOOST_TEST(contains(page.body, "<form method=\"post\" action=\"/verify\">"));
    BOOST_TEST(contains(page.body, "value=\"" + token + "\""));
    BOOST_TEST(is_pending());
  }
  BOOST_TEST(press(token).status == 200);
}

BOOST_AUTO_TEST_CASE(the_button_verifies_once) {
  const auto page = press(token);
  BOOST_TEST(page.status == 200);
  BOOST_TEST(contains(page.body, "Welcome, alice!"));
  BOOST_TEST(!is_pending());
  const auto again = press(token);
  BOOST_TEST(again.status == 404);
  BOOST_TEST(contains(again.body, "not valid any more"));
}

BOOST_AUTO_TEST_CASE(both_pages_speak_german_too) {
  BOOST_TEST(contains(open(token, "de-DE").body, "Konto bestätigen</button>"));
  BOOST_TEST(contains(press(token, {{"accept-language", "de"}}).body, "Willkommen, alice!"));
  BOOST_TEST(contains(open(token, "de").body, "Dieser Link gilt nicht mehr"));
}

BOOST_AUTO_TEST_CASE(links_that_lead_nowhere_are_404_pages) {
  clock.advance(std::chrono::seconds(601));
  BOOST_TEST(open(token).status == 404);
  BOOST_TEST(press(token).status == 404);
  BOOST_TEST(open("x").status == 404);
  BOOST_TEST(get("/verify").status == 404);
  BOOST_TEST(open("x").header("Content-Type") == "text/html; charset=utf-8");
}

BOOST_AUTO_TEST_CASE(a_form_from_another_site_is_refused) {
  const Headers foreign[] = {
      {{"sec-fetch-site", "cross-site"}},
      {{"sec-fetch-site", "same-site"}},
      {{"origin", "https://evil.example"}},
      {{"origin", "http://example.org"}},
      {{"origin", "https://example.org.evil.example"}},
      {{"origin", "null"}},
      {{"origin", "https://evil.example"}, {"sec-fetch-site", "same-origin"}},
      {{"origin", "null"}, {"sec-fetch-site", "cross-site"}},
  };
  for (const auto& headers : foreign) {
    const auto page = press(token, headers);
    BOOST_TEST(page.status == 403);
    BOOST_TEST(page.header("Content-Type") == "text/html; charset=utf-8");
    BOOST_TEST(is_pending());
  }
}

BOOST_AUTO_TEST_CASE(a_form_from_our_own_page_is_taken) {
  BOOST_TEST(
      press(token, {{"origin", "https://example.org"}, {"sec-fetch-site", "same-origin"}}).status ==
      200);
}

BOOST_AUTO_TEST_CASE(a_browser_that_hides_the_origin_is_believed_when_it_vouches_for_the_site) {
  BOOST_TEST(press(token, {{"origin", "null"}, {"sec-fetch-site", "same-origin"}}).status == 200);
}

BOOST_AUTO_TEST_CASE(malformed_forms_are_pages_too) {
  const auto twice = press(token + "&token=" + token);
  BOOST_TEST(twice.status == 400);
  BOOST_TEST(twice.header("Content-Type") == "text/html; charset=utf-8");
  gateway::Request request;
  request.method = gateway::Method::put;
  request.path = "/verify";
  BOOST_TEST(send(request).status == 405);
  BOOST_TEST(send(request).header("Allow") == "GET, HEAD, POST, OPTIONS");
}

BOOST_AUTO_TEST_CASE(whoever_failed_too_often_gets_a_page_that_says_when_to_come_back) {
  HttpWorld service([](config::Config& config) { config.abuse.failures_per_address = 1; });
  service.post("/account/authenticate", R"({"username":"nobody","password":"x"})");
  const auto page = service.get("/verify");
  BOOST_TEST(page.status == 403);
  BOOST_TEST(contains(page.body, "Too many attempts"));
  BOOST_TEST(contains(page.body, "&nbsp;min"));
  BOOST_TEST(page.header("Retry-After") != "");
}

BOOST_AUTO_TEST_SUITE_END()
