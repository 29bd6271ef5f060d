// Apache guards parts of a site with modules that know OAuth2 and OpenID Connect, and nothing of
// doorward.
#include <boost/test/unit_test.hpp>

#include "base/encoding.h"
#include "e2e/people.h"
#include "support/guards.h"
#include "support/poll.h"
#include "support/versions.h"

namespace {

/// The modules find us by what we say of ourselves.
const Site::Settings kOwnAddress{{"public_url", "\"{url}\""},
                                 {"oauth.id_token_algorithm", "\"RS256\""}};

}  // namespace

BOOST_AUTO_TEST_SUITE(guarded_mod_oauth2)

BOOST_AUTO_TEST_CASE(tokens_open_a_page_while_introspection_says_so) {
  tell_versions({"apache2", "libapache2-mod-oauth2"});
  Site site(kApacheOAuth2, kOwnAddress);
  const auto ada = register_person(site, "ada");
  const auto app = add_client(
      site.scratch(), {"--name", "App", "--grant", "password", "--scope", "profile keys:read"});
  const auto wide = tokens_of(site, app, ada, "profile keys:read");
  const auto narrow = tokens_of(site, app, ada, "profile");
  const auto page = [&site](const std::string& token) {
    return site.client().with_token("GET", "/reports/2026.html", token);
  };
  BOOST_TEST(site.client().get("/reports/2026.html").status == 401);
  BOOST_TEST(page("forged").status == 401);
  BOOST_TEST(page(narrow.access).status == 401);
  const auto claimed =
      site.client().send({"GET",
                          "/reports/2026.html",
                          {"Authorization: Bearer " + narrow.access,
                           "OAUTH2_CLAIM_scope: keys:read", "OAUTH2-CLAIM-scope: keys:read"}});
  BOOST_TEST(claimed.status == 401);
  BOOST_TEST(page(wide.access).body == "<h1>Reports</h1>\n");
  BOOST_REQUIRE_EQUAL(ask(site, "/user", {{"user", "bert"}, {"pass", "x"}}).status, 201);
  const Person bert{.id = {}, .username = "bert", .password = "x", .email = {}};
  BOOST_TEST(page(tokens_of(site, app, bert, "keys:read").access).status == 401);
  revoke(site, app, wide.access);
  BOOST_TEST(eventually([&] { return page(wide.access).status == 401; }));
  const auto fresh = tokens_of(site, app, ada, "keys:read");
  site.daemon().stop();
  BOOST_TEST(page(fresh.access).status == 401);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(guarded_mod_auth_openidc)

BOOST_AUTO_TEST_CASE(a_browser_signs_in_and_consents_and_gets_the_page) {
  tell_versions({"apache2", "libapache2-mod-auth-openidc"});
  Site site(kApacheOpenIdc, kOwnAddress);
  const auto ada = register_person(site, "ada");
  Browser browser(site.url());
  const auto sign_in = browser.visit("/members/page.html");
  BOOST_REQUIRE_MESSAGE(sign_in.status == 200, sign_in.body);
  const auto consent = browser.arrive(
      browser.press(sign_in, {{"username", ada.username}, {"password", ada.password}}));
  BOOST_REQUIRE_MESSAGE(consent.body.find("mod_auth_openidc") != std::string::npos, consent.body);
  const auto page = browser.arrive(browser.press(consent, {{"accept", "yes"}}));
  BOOST_TEST(page.status == 200);
  BOOST_TEST(page.body == "<h1>Members only</h1>\n");
  BOOST_TEST(browser.open("/members/page").status != 200);   // no MultiViews: page.html
  BOOST_TEST(browser.open("/members/sub/a").status != 200);  // nor sub/a.sql
  BOOST_TEST(!browser.cookie("mod_auth_openidc_session").empty());
  BOOST_TEST(site.client().get("/members/page.html").status == 401);
}

// The module ends its own session and takes its tokens back, and with them the consent; our session
// goes on.
BOOST_AUTO_TEST_CASE(a_browser_signs_out_there_and_is_still_known_here) {
  const Site site(kApacheOpenIdc, kOwnAddress);
  const auto ada = register_person(site, "ada");
  Browser browser(site.url());
  browser.sign_in(ada.username, ada.password);
  const auto page = [&browser] {
    const auto seen = browser.visit("/members/page.html");
    return seen.body.find("name=\"accept\"") == seen.body.npos
               ? seen
               : browser.arrive(browser.press(seen, {{"accept", "yes"}}));
  };
  BOOST_TEST(page().body == "<h1>Members only</h1>\n");
  const auto session = browser.cookie("mod_auth_openidc_session");
  const auto out =
      browser.open("/members/callback?logout=" + base::percent_encoded(site.url() + "/"));
  BOOST_TEST(out.status == 302);
  BOOST_TEST(out.header("location") == site.url() + "/");
  BOOST_TEST(browser.cookie("mod_auth_openidc_session").empty());
  BOOST_TEST(page().body == "<h1>Members only</h1>\n");
  BOOST_TEST(browser.cookie("mod_auth_openidc_session") != session);
}

BOOST_AUTO_TEST_CASE(whoever_has_no_verified_address_gives_one_and_goes_on_to_the_page) {
  const Site site(kApacheOpenIdc, kOwnAddress);
  BOOST_REQUIRE_EQUAL(ask(site, "/user", {{"user", "bert"}, {"pass", "x"}}).status, 201);
  Browser browser(site.url());
  const auto sign_in = browser.visit("/members/page.html");
  const auto page =
      browser.arrive(browser.press(sign_in, {{"username", "bert"}, {"password", "x"}}));
  BOOST_REQUIRE_MESSAGE(page.body.find("action=\"/email\"") != std::string::npos, page.body);
  browser.press(page, {{"email", "bert@example.org"}, {"proof", "x"}});
  const auto token = site.mailed_token("bert@example.org");
  const auto confirmed = browser.press(browser.open("/email/confirm?token=" + token), {});
  BOOST_TEST(confirmed.body.find("href=\"/oauth2/authorize?") != std::string::npos);
  const auto consent = browser.visit("/members/page.html");
  BOOST_REQUIRE_MESSAGE(consent.body.find("mod_auth_openidc") != std::string::npos, consent.body);
  const auto opened = browser.arrive(browser.press(consent, {{"accept", "yes"}}));
  BOOST_TEST(opened.body == "<h1>Members only</h1>\n");
}

BOOST_AUTO_TEST_SUITE_END()
