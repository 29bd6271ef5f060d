// Somebody has stolen a token and tries to take over the account, its recovery included.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "e2e/people.h"
#include "e2e/signer.h"
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

/// Where the page's form goes that removes the first key of a sort.
std::string removal_in(const std::string& page, const std::string& path) {
  const auto end = page.find("/remove\"", page.find("action=\"" + path));
  const auto begin = page.rfind('"', end) + 1;
  return page.substr(begin, end + std::string("/remove").size() - begin);
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

  /// A personal token that whoever is signed in by a key makes, if they get one.
  std::string token_made_by(Browser& eve, const std::string& password) {
    const auto page =
        send(eve, "/settings/tokens", "/settings/tokens",
             {{"comment", "mine"}, {"days", "3650"}, {"scope", "keys:write"}, {"proof", password}});
    const auto begin = page.body.find("dwo_");
    return begin == std::string::npos ? ""
                                      : page.body.substr(begin, page.body.find('<', begin) - begin);
  }

  bool opens(const std::string& bearer) const {
    return site.client().json("GET", "/api/user/profile", "", bearer).status == 200;
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
  const auto action = removal_in(page.body, "/settings/security/pgp/");
  BOOST_TEST(has(send(home, "/settings/security", action, {}).body, "The key is removed."));
}

BOOST_AUTO_TEST_CASE(the_warnings_themselves_take_the_account_back) {
  turn_mails();
  BOOST_REQUIRE(come("will be encrypted", 1));
  const auto moving = as_intruder("PUT", "/api/user/profile", {{"email", "eve@example.net"}});
  BOOST_TEST(moving.status == 200);
  Browser eve(site.url());
  const auto link = "/email/confirm?token=" + site.mailed_token("eve@example.net");
  // A token alone moves no account; whoever has stolen the password as well does.
  BOOST_TEST(eve.press(eve.visit(link), {}).status == 401);
  BOOST_TEST(has(browser.visit("/settings").body, ada.email));
  BOOST_TEST(eve.press(eve.visit(link), {{"proof", ada.password}}).status == 200);
  BOOST_REQUIRE(come("has changed", 1));
  const auto warning = of("has changed").front();
  BOOST_TEST(message_in(warning).empty());
  set_password(token_in(warning), "mine again");
  Browser home(site.url());
  home.sign_in("ada", "mine again");
  BOOST_TEST(has(home.visit("/settings").body, ada.email));
  BOOST_TEST(as_intruder("GET", "/api/user/profile", {}).status == 401);
}

BOOST_AUTO_TEST_CASE(nothing_that_a_slipped_in_key_has_opened_outlives_the_advice_of_the_mails) {
  const Signer eve(site, ada, token);
  BOOST_REQUIRE(come("new SSH key", 1));
  // With the key the intruder gets a session, and a token by the signature grant.
  Browser in_by_key(site.url());
  const auto opened = eve.send(eve.headers({}));
  BOOST_TEST(opened.status == 303);
  const std::string cookie(opened.header("set-cookie"));
  in_by_key.set_cookie("id", cookie.substr(3, cookie.find(';') - 3));
  BOOST_TEST(has(in_by_key.visit("/settings").body, ada.email));
  const auto signed_token = member(
      eve.form("/oauth2/token", {{"grant_type", "signature"}, {"scope", "profile keys:write"}}),
      "access_token");
  BOOST_TEST(opens(signed_token));
  // But nothing that would outlive the key: for that, the pages ask for the password.
  BOOST_TEST(token_made_by(in_by_key, "").empty());
  BOOST_TEST(token_made_by(in_by_key, "a guess").empty());
  const auto client = send(in_by_key, "/settings/clients", "/settings/clients",
                           {{"name", "Eve"}, {"redirect_uris", "https://eve.example/back"}});
  BOOST_TEST(client.status == 401);
  // A public client, to which ada's session gives access.
  const auto app =
      add_client(site.scratch(), {"--name", "App", "--redirect-uri", "https://app.example/back"});
  const auto asked = in_by_key.visit("/oauth2/authorize?response_type=code&scope=keys:write" +
                                     ("&client_id=" + app.id));
  const auto back = in_by_key.press(asked, {{"accept", "1"}, {"scope:keys:write", "on"}});
  const auto code = parameter(back.header("location"), "code");
  const auto consented = member(
      ask(site, "/oauth2/token", app.with({{"grant_type", "authorization_code"}, {"code", code}})),
      "access_token");
  BOOST_TEST(!consented.empty());

  // The owner removes the key that the mail has told of, and does not even change the password.
  const auto mail = of("new SSH key").front();
  BOOST_TEST(has(mail, eve.fingerprint()));
  const auto action =
      removal_in(browser.visit("/settings/security").body, "/settings/security/ssh/");
  BOOST_TEST(has(send(browser, "/settings/security", action, {}).body,
                 "all that was opened by it has ended"));
  BOOST_TEST(!has(in_by_key.visit("/settings").body, ada.email));
  BOOST_TEST(!opens(signed_token));
  BOOST_TEST(
      site.client().json("POST", "/api/user/ssh-keys", R"({"ssh-key":"x"})", consented).status ==
      401);
  BOOST_TEST(eve.send(eve.headers({})).status == 401);
  // The owner's own sessions and grants go on; the stolen token ends with the next password.
  BOOST_TEST(has(browser.visit("/settings").body, ada.email));
  BOOST_TEST(opens(token));
  send(browser, "/settings", "/settings/password",
       {{"current", ada.password}, {"password", "a better word"}, {"everywhere", "1"}});
  BOOST_TEST(!opens(token));
  BOOST_TEST(has(browser.visit("/settings").body, ada.email));
}

BOOST_AUTO_TEST_CASE(whoever_recovers_the_account_is_not_undone_by_a_slipped_in_key) {
  const Signer eve(site, ada, token);
  const auto token_by_key = [&] {
    return eve.form("/oauth2/token", {{"grant_type", "signature"}, {"scope", "profile:write"}})
        .status;
  };
  const auto keys_for_sshd = [&] { return site.client().get("/~ada.keys").body; };
  BOOST_TEST(token_by_key() == 200);
  BOOST_TEST(!keys_for_sshd().empty());
  Browser forgetful(site.url());
  forgetful.press(forgetful.visit("/password/forgotten"), {{"email", ada.email}});
  BOOST_REQUIRE(come("Choose a new password", 1));
  set_password(token_in(of("Choose a new password").front()), "mine again");
  BOOST_TEST(token_by_key() == 400);  // invalid_grant
  BOOST_TEST(eve.send(eve.headers({})).status == 401);
  BOOST_TEST(keys_for_sshd().empty());
  Browser home(site.url());
  home.sign_in("ada", "mine again");
  const auto page = home.visit("/settings/security").body;
  const auto remove = removal_in(page, "/settings/security/ssh/");
  const auto confirm = remove.substr(0, remove.rfind('/')) + "/confirm";
  BOOST_TEST(has(send(home, "/settings/security", confirm, {{"proof", "a guess"}}).body,
                 "This is not your password"));
  BOOST_TEST(token_by_key() == 400);  // invalid_grant
  // If it was the owner's own key, it can be confirmed and signs in again.
  BOOST_TEST(has(send(home, "/settings/security", confirm, {{"proof", "mine again"}}).body,
                 "signs you in again"));
  BOOST_TEST(token_by_key() == 200);
  BOOST_TEST(!keys_for_sshd().empty());
}

BOOST_AUTO_TEST_CASE(the_owners_own_sign_in_vouches_for_no_key_of_the_intruder) {
  turn_mails();
  BOOST_REQUIRE(come("will be encrypted", 1));
  Browser home(site.url());
  home.sign_in("ada", ada.password);
  Browser forgetful(site.url());
  forgetful.press(forgetful.visit("/password/forgotten"), {{"email", ada.email}});
  BOOST_REQUIRE(come("Choose a new password", 2));
  const auto mails = of("Choose a new password");
  BOOST_TEST(std::count_if(mails.begin(), mails.end(),
                           [](const auto& mail) { return message_in(mail).empty(); }) == 1);
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
