#include "config/config.h"
#include "handlers/page_visitor.h"

BOOST_FIXTURE_TEST_SUITE(page_front, Signed)

BOOST_AUTO_TEST_CASE(a_stranger_is_offered_to_sign_in_and_to_create_an_account) {
  Visitor stranger(*this);
  const auto page = stranger.open("/");
  BOOST_TEST(page.status == 200);
  BOOST_TEST(page.header("Cache-Control") == "no-store");
  for (const auto* way : {"/sign-in", "/sign-up", "/password/forgotten"}) {
    BOOST_TEST(contains(page.body, std::string("href=\"") + way + "\""), way);
    BOOST_TEST(stranger.open(way).status == 200, way);
  }
  BOOST_TEST(!contains(page.body, "/settings"));
  BOOST_TEST(contains(Visitor(*this, "de").open("/").body, "Konto anlegen"));
}

BOOST_AUTO_TEST_CASE(whoever_is_signed_in_reads_who_they_are_and_finds_every_page_of_theirs) {
  const auto page = ada.open("/").body;
  BOOST_TEST(contains(page, "Hello, ada"));
  BOOST_TEST(contains(page, "<strong>ada@example.org</strong>"));
  BOOST_TEST(!contains(page, "/sign-up"));
  for (const auto* way : {"/settings", "/settings/sessions", "/settings/applications",
                          "/settings/tokens", "/settings/security", "/settings/clients"}) {
    BOOST_TEST(contains(page, std::string("href=\"") + way + "\""), way);
    BOOST_TEST(ada.open(way).status == 200, way);
  }
  BOOST_TEST(contains(ada.open("/settings").body, "<a href=\"/\">"));
}

BOOST_AUTO_TEST_CASE(it_says_in_how_many_browsers_somebody_is_signed_in) {
  BOOST_TEST(contains(ada.open("/").body, "in this browser and nowhere else"));
  Visitor phone(*this);
  phone.sign_in("ada");
  BOOST_TEST(contains(ada.open("/").body, "You are signed in in 2 browsers"));
}

BOOST_AUTO_TEST_CASE(its_button_signs_out_and_then_it_is_that_of_a_stranger) {
  const auto token = Visitor::between(ada.open("/").body, "name=\"form_token\" value=\"", "\"");
  BOOST_TEST(ada.submit("/sign-out", {{"form_token", token}}).status == 303);
  BOOST_TEST(contains(ada.open("/").body, "/sign-up"));
}

BOOST_AUTO_TEST_CASE(whoever_has_no_address_is_told_what_that_means) {
  BOOST_TEST(!contains(ada.open("/").body, "due-title"));
  post("/user", R"({"user":"bob","pass":"pass word"})");
  Visitor bob(*this);
  BOOST_REQUIRE_EQUAL(bob.sign_in("bob").status, 303);
  BOOST_TEST(contains(bob.open("/").body, "Your e-mail address is missing"));
  BOOST_TEST(contains(bob.open("/").body, "href=\"/email\""));
  const auto page = bob.open("/email").body;
  BOOST_TEST(contains(page, "Your account has no confirmed e-mail address yet."));
  BOOST_TEST(!contains(page, "The page that you want"));
}

BOOST_AUTO_TEST_CASE(below_a_base_path_it_is_there_with_a_slash_and_without_and_home) {
  HttpWorld moved([](config::Config& config) { config.public_url = "https://example.org/auth"; });
  moved.post("/auth/user", R"({"user":"ada","pass":"pass word"})");
  Visitor there(moved);
  for (const auto* path : {"/auth", "/auth/"}) {
    BOOST_TEST(there.open(path).status == 200, path);
    BOOST_TEST(contains(there.open(path).body, "href=\"/auth/sign-in\""), path);
  }
  BOOST_TEST(there.open("/").status == 404);
  const auto in =
      there.submit("/auth/authenticate/userpass", {{"username", "ada"}, {"password", "pass word"}});
  BOOST_TEST(in.header("Location") == "/auth/");
}

BOOST_AUTO_TEST_SUITE_END()
