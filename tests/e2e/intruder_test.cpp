// Somebody has a token of an account, and wants the way back to lead to them.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "e2e/people.h"
#include "json/json.h"
#include "openpgp/gpg.h"
#include "support/mails.h"
#include "support/poll.h"

namespace {

using Mails = std::vector<std::string>;

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string subject_of(const std::string& mail) {
  const std::string mark = "\nSubject: ";
  const auto begin = mail.find(mark) + mark.size();
  return mail.substr(begin, mail.find('\r', begin) - begin);
}

/// The first armoured message of a mail.
std::string message_in(const std::string& mail) {
  const std::string end = "-----END PGP MESSAGE-----";
  const auto begin = mail.find("-----BEGIN PGP MESSAGE-----");
  if (begin == mail.npos) return {};
  return mail.substr(begin, mail.find(end) + end.size() - begin) + "\n";
}

struct Story {
  Mails of(const std::string& subject) const {
    auto mails = mails_in(site.scratch().at("data/mail"), ada.email);
    std::erase_if(mails, [&](const auto& mail) { return !has(subject_of(mail), subject); });
    return mails;
  }
  bool come(const std::string& subject, std::size_t count) const {
    return eventually([&] { return of(subject).size() == count; });
  }

  /// Sends a form of a page of the settings, with the token that the page has.
  static Answer send(Browser& browser, const std::string& page, const std::string& action,
                     Browser::Fields fields) {
    const auto body = browser.visit(page).body;
    const std::string mark = "name=\"form_token\" value=\"";
    const auto begin = body.find(mark);
    BOOST_REQUIRE(begin != std::string::npos);
    const auto at = begin + mark.size();
    fields.emplace_back("form_token", body.substr(at, body.find('"', at) - at));
    return browser.arrive(browser.submit(action, fields));
  }

  /// A personal token, made by hand at her browser.
  std::string personal_token() {
    const auto page = send(browser, "/settings/tokens", "/settings/tokens",
                           {{"comment", "backup"},
                            {"days", "30"},
                            {"scope", "profile:write"},
                            {"scope", "keys:write"}});
    const auto begin = page.body.find("dwo_");
    BOOST_REQUIRE(begin != std::string::npos);
    return page.body.substr(begin, page.body.find('<', begin) - begin);
  }

  Answer as_intruder(const std::string& method, const std::string& path, const json::Value& body) {
    return site.client().json(method, path, json::dump(body), token);
  }

  /// Adds a key of the intruder's own, and has ada's mails encrypted to it.
  void turn_mails() {
    gpg.make("Eve <eve@example.net>", "ed25519", "cert,sign");
    gpg.add("eve@example.net", "cv25519", "encr");
    const auto added =
        as_intruder("POST", "/api/user/pgp-keys", {{"pgp-key", gpg.public_key("eve@example.net")}});
    BOOST_REQUIRE_EQUAL(added.status, 201);
    const auto id = json::parse_object(added.body)["id"];
    BOOST_TEST(as_intruder("PUT", "/api/user/profile", {{"use_pgp_key", id}}).status == 200);
  }

  void set_password(const std::string& link, const std::string& password) {
    Browser anew(site.url());
    const auto page = anew.visit("/password/reset?token=" + link);
    BOOST_TEST(page.status == 200);
    const auto set = anew.arrive(anew.press(page, {{"password", password}}));
    BOOST_TEST(has(set.body, "new password is set"));
  }

  Site site{kNginx};
  Person ada = register_person(site, "ada");
  Browser browser{site.url()};
  Answer in = browser.sign_in("ada", ada.password);
  std::string token = personal_token();
  Gpg gpg;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(intruder, Story)

BOOST_AUTO_TEST_CASE(the_way_back_reaches_the_owner_whatever_key_is_preferred) {
  BOOST_TEST(come("new access token", 1));
  turn_mails();
  BOOST_TEST(come("new OpenPGP key", 1));
  BOOST_TEST(come("will be encrypted", 1));
  for (const auto* warning : {"new access token", "new OpenPGP key", "will be encrypted"}) {
    for (const auto& mail : of(warning)) BOOST_TEST(message_in(mail).empty(), warning);
  }
  Browser forgetful(site.url());
  forgetful.press(forgetful.visit("/password/forgotten"), {{"email", ada.email}});
  BOOST_REQUIRE(come("Choose a new password", 2));
  auto mails = of("Choose a new password");
  std::stable_partition(mails.begin(), mails.end(),
                        [](const auto& mail) { return message_in(mail).empty(); });
  BOOST_TEST(has(gpg.decrypt(message_in(mails[1])), "Content-Type"));
  set_password(token_in(mails[0]), "another word");
  BOOST_TEST(as_intruder("GET", "/api/user/profile", {}).status == 401);
  BOOST_TEST(browser.visit("/settings").status == 200);  // the page of sign-in
  Browser home(site.url());
  home.sign_in("ada", "another word");
  const auto page = home.visit("/settings/security");
  BOOST_TEST(has(page.body, gpg.fingerprint("eve@example.net")));
  BOOST_TEST(!has(page.body, "Stop using it"));
  const std::string mark = "action=\"/settings/security/pgp/";
  const auto at =
      page.body.find(mark) + mark.size() - std::string("/settings/security/pgp/").size();
  const auto action = page.body.substr(at, page.body.find('"', at) - at);
  BOOST_TEST(has(send(home, "/settings/security", action, {}).body, "The key is removed."));
}

BOOST_AUTO_TEST_CASE(the_warnings_themselves_take_the_account_back) {
  turn_mails();
  BOOST_REQUIRE(come("will be encrypted", 1));
  const auto moving = as_intruder("PUT", "/api/user/profile", {{"email", "eve@example.net"}});
  BOOST_TEST(moving.status == 200);
  Browser eve(site.url());
  const auto page = eve.visit("/email/confirm?token=" + site.mailed_token("eve@example.net"));
  BOOST_TEST(eve.press(page, {}).status == 200);
  BOOST_REQUIRE(come("has changed", 1));
  const auto warning = of("has changed").front();
  BOOST_TEST(message_in(warning).empty());
  set_password(token_in(warning), "mine again");
  Browser home(site.url());
  home.sign_in("ada", "mine again");
  BOOST_TEST(has(home.visit("/settings").body, ada.email));
  BOOST_TEST(as_intruder("GET", "/api/user/profile", {}).status == 401);
}

BOOST_AUTO_TEST_CASE(thirty_wrong_passwords_of_a_neighbour_shut_out_nobody_who_proves_themselves) {
  const auto wrong = R"({"username":"nobody","password":"x"})";
  for (int i = 0; i < 30; ++i) site.client().json("POST", "/account/authenticate", wrong);
  BOOST_TEST(site.client().json("POST", "/account/authenticate", wrong).status == 403);
  BOOST_TEST(site.client().with_token("GET", "/account/tokens", "dwa_x").status == 403);
  BOOST_TEST(as_intruder("GET", "/api/user/profile", {}).status == 200);  // a token that is good
  BOOST_TEST(has(browser.visit("/settings").body, ada.email));
  Browser stranger(site.url());
  const auto page = stranger.sign_in("bob", "x");
  BOOST_TEST(page.status == 429);
  BOOST_TEST(page.has("retry-after"));
  BOOST_TEST(has(page.body, "Please try again in about "));
  BOOST_TEST(has(page.body, "&nbsp;min."));
  BOOST_TEST(stranger.visit("/password/forgotten").status == 200);
  Browser known(site.url());
  BOOST_TEST(has(known.arrive(known.sign_in("ada", ada.password)).body, ada.email));
}

BOOST_AUTO_TEST_SUITE_END()
