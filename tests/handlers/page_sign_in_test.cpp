#include "base/encoding.h"
#include "config/config.h"
#include "handlers/page_visitor.h"
#include "pages/prompts.h"

namespace {

struct Site : HttpWorld {
  Site() { make_account("ada"); }
  Visitor visitor{*this};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(page_sign_in, Site)

BOOST_AUTO_TEST_CASE(the_form_can_be_filled_in_by_a_password_manager) {
  const auto page = visitor.open("/sign-in");
  BOOST_TEST(page.status == 200);
  BOOST_TEST(page.header("Cache-Control") == "no-store");
  BOOST_TEST(contains(page.body, "<form method=\"post\" action=\"/authenticate/userpass\">"));
  BOOST_TEST(contains(page.body, "autocomplete=\"username\""));
  BOOST_TEST(contains(page.body, "autocomplete=\"current-password\""));
  BOOST_TEST(!contains(page.body, "role=\"alert\""));
}

BOOST_AUTO_TEST_CASE(a_sign_in_leads_to_where_somebody_wanted_to_go) {
  const auto stopped = visitor.open("/settings/tokens?a=b%26c");
  BOOST_TEST(stopped.status == 303);
  BOOST_TEST(stopped.header("Location") ==
             "/sign-in?redirectTo=%2Fsettings%2Ftokens%3Fa%3Db%2526c");
  const auto page = visitor.open(std::string(stopped.header("Location")));
  const auto action = Visitor::between(page.body, "action=\"", "\"");
  BOOST_TEST(action == "/authenticate/userpass?redirectTo=%2Fsettings%2Ftokens%3Fa%3Db%2526c");
  const auto in = visitor.submit(action, {{"username", "ada"}, {"password", "pass word"}});
  BOOST_TEST(in.status == 303);
  BOOST_TEST(in.header("Location") == "/settings/tokens?a=b%26c");
  BOOST_TEST(visitor.open("/settings/tokens").status == 200);
}

BOOST_AUTO_TEST_CASE(whoever_is_signed_in_goes_straight_on) {
  visitor.sign_in("ada");
  BOOST_TEST(visitor.open("/sign-in").header("Location") == "/settings");
  BOOST_TEST(visitor.open("/sign-in?redirectTo=/settings/tokens").header("Location") ==
             "/settings/tokens");
  BOOST_TEST(visitor.open("/sign-in?redirectTo=//evil.example").header("Location") == "/settings");
}

BOOST_AUTO_TEST_CASE(a_wrong_password_is_told_beside_the_form_and_the_name_is_kept) {
  const auto page = visitor.sign_in("ada", "wrong \"><b>");
  BOOST_TEST(page.status == 400);
  BOOST_TEST(contains(page.body, "role=\"alert\""));
  BOOST_TEST(contains(page.body, "value=\"ada\""));
  BOOST_TEST(!contains(page.body, "wrong \""));
  BOOST_TEST(!contains(page.body, "wrong &quot;"));
}

BOOST_AUTO_TEST_CASE(signing_out_ends_the_session_and_takes_the_cookie) {
  visitor.sign_in("ada");
  const auto kept = visitor.cookie;
  const auto out = visitor.press("/sign-out");
  BOOST_TEST(out.status == 303);
  BOOST_TEST(out.header("Location") == "/sign-in?done=signed-out");
  BOOST_TEST(contains(std::string(out.header("Set-Cookie")), "Max-Age=0"));
  BOOST_TEST(contains(visitor.open("/sign-in?done=signed-out").body, "You are signed out."));
  visitor.cookie = kept;
  BOOST_TEST(visitor.open("/settings").status == 303);
}

BOOST_AUTO_TEST_CASE(below_a_base_path_every_way_leads_below_it) {
  HttpWorld moved([](config::Config& config) {
    config.public_url = "https://example.org/auth";
    config.oauth.mount = {"/door"};
  });
  Visitor there(moved);
  BOOST_TEST(there.open("/auth/settings").header("Location") ==
             "/auth/sign-in?redirectTo=%2Fauth%2Fsettings");
  const auto page = there.open("/auth/sign-in").body;
  BOOST_TEST(contains(page, "action=\"/auth/door/authenticate/userpass\""));
  BOOST_TEST(contains(page, "href=\"/auth/sign-up\""));
  BOOST_TEST(contains(there.open("/auth/sign-up").body, "action=\"/auth/sign-up\""));
  BOOST_TEST(there.submit("/auth/door/authenticate/userpass", {}).status == 400);
}

BOOST_AUTO_TEST_CASE(a_way_back_that_no_header_has_room_for_is_forgotten) {
  std::string target = "/settings/tokens?a=";
  for (int i = 0; i < 600; ++i) target += "%26";
  const auto led = visitor.open(target);
  BOOST_TEST(led.status == 303);
  BOOST_TEST(led.header("Location") == "/sign-in");
}

BOOST_AUTO_TEST_CASE(a_word_that_we_do_not_know_is_not_told) {
  BOOST_TEST(!contains(visitor.open("/sign-in?done=hacked").body, "role=\"status\""));
}

BOOST_AUTO_TEST_CASE(a_form_without_a_session_leads_to_the_sign_in_and_nowhere_else) {
  const auto response = visitor.submit("/settings/sessions/end-others", {});
  BOOST_TEST(response.status == 303);
  BOOST_TEST(response.header("Location") == "/sign-in");
}

BOOST_AUTO_TEST_CASE(a_policy_lets_the_form_go_on_to_the_client_that_somebody_signs_in_for) {
  const auto policy = [&](const std::string& target) {
    const auto page = visitor.open("/sign-in?redirectTo=" + base::percent_encoded(target));
    return std::string(page.header("Content-Security-Policy"));
  };
  BOOST_TEST(contains(policy("/settings?redirect_uri=https://x"), "form-action 'self';"));
  BOOST_TEST(contains(policy("/oauth2/authorize?client_id=a"), "form-action 'self' https:;"));
  BOOST_TEST(contains(policy("/a?client_id=a&redirect_uri=https%3A%2F%2Fapp.example%2F"),
                      "form-action 'self' https:;"));
  BOOST_TEST(contains(policy("/a?client_id=a&redirect_uri=org.example.app%3A%2Fcb"),
                      "form-action 'self' https: org.example.app:;"));
  BOOST_TEST(contains(policy("/a?client_id=a&redirect_uri=a%3B%20script-src%20*%3A"),
                      "form-action 'self';"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(page_targets)

BOOST_AUTO_TEST_CASE(paths_of_our_own_are_taken_as_they_are) {
  for (const std::string target : {"/", "/x", "/x/y?a=b&c=https://z//", "/x#y", "/%09/evil"}) {
    BOOST_TEST(pages::local_target(target) == target);
  }
}

BOOST_AUTO_TEST_CASE(whatever_a_browser_could_take_for_another_host_is_nothing) {
  const std::string targets[] = {"",
                                 "x",
                                 "//evil",
                                 "/x//evil",
                                 "/\\evil",
                                 "\\/evil",
                                 "/\t/evil",
                                 "/\n/evil",
                                 " /x",
                                 "/x y",
                                 "https:evil",
                                 "https://evil",
                                 "javascript:alert(1)",
                                 "?x",
                                 "/\xc3\xa4",
                                 "/" + std::string(2048, 'x')};
  for (const auto& target : targets) BOOST_TEST(pages::local_target(target) == "", target);
}

BOOST_AUTO_TEST_SUITE_END()
