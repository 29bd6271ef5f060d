#include "accounts/keys/ssh_keys.h"
#include "accounts/proof/sessions.h"
#include "base/calendar.h"
#include "base/encoding.h"
#include "grants/clients.h"
#include "grants/grants.h"
#include "handlers/page_visitor.h"
#include "pages/words.h"
#include "store/accounts.h"
#include "store/pgp_keys.h"
#include "store/ssh_keys.h"
#include "store/webhooks.h"
#include "support/public_keys.h"
#include "support/records.h"

namespace {

constexpr auto kIphone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1";

/// The targets of all forms of a page that end with this.
std::vector<std::string> actions(const std::string& html, const std::string& end) {
  std::vector<std::string> found;
  const std::string mark = "action=\"";
  for (auto at = html.find(mark); at != html.npos; at = html.find(mark, at)) {
    at += mark.size();
    auto action = html.substr(at, html.find('"', at) - at);
    if (action.ends_with(end)) found.push_back(std::move(action));
  }
  return found;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(page_settings, Signed)

BOOST_AUTO_TEST_CASE(every_section_is_there_and_never_kept) {
  for (const std::string section :
       {"", "/sessions", "/applications", "/tokens", "/clients", "/security"}) {
    const auto page = ada.open("/settings" + section);
    BOOST_TEST(page.status == 200, section);
    BOOST_TEST(page.header("Cache-Control") == "no-store");
    BOOST_TEST(contains(page.body, "aria-current=\"page\""));
    BOOST_TEST(contains(page.body, "class=\"skip\" href=\"#content\""));
    BOOST_TEST(contains(page.body, "id=\"content\""));
  }
}

BOOST_AUTO_TEST_CASE(every_form_of_a_session_needs_its_token) {
  const auto theirs = ada.form_token();
  const char* targets[] = {"/sign-out",
                           "/settings/email",
                           "/settings/password",
                           "/settings/sessions/end-others",
                           "/settings/sessions/00000000-0000-7000-8000-000000000000/end",
                           "/settings/applications/00000000-0000-7000-8000-000000000000/end",
                           "/settings/tokens",
                           "/settings/tokens/00000000-0000-7000-8000-000000000000/end",
                           "/settings/clients",
                           "/settings/clients/0123456789abcdef/secret",
                           "/settings/clients/0123456789abcdef/revoke",
                           "/settings/clients/0123456789abcdef/remove",
                           "/settings/security/pgp/none",
                           "/settings/security/pgp/1/remove",
                           "/settings/security/ssh/1/remove",
                           "/settings/security/webhooks/1/enable",
                           "/settings/security/webhooks/1/remove"};
  Visitor again(*this);
  again.sign_in("ada");
  for (const auto* target : targets) {
    BOOST_TEST(ada.submit(target, {}).status == 403, target);
    BOOST_TEST(again.submit(target, {{"form_token", theirs}}).status == 403, target);
  }
}

BOOST_AUTO_TEST_CASE(a_password_is_changed_by_whoever_knows_the_one_they_have) {
  Visitor phone(*this);
  phone.sign_in("ada");
  const auto wrong =
      ada.press("/settings/password", {{"current", "wrong"}, {"password", "a new password"}});
  BOOST_TEST(wrong.status == 401);
  BOOST_TEST(contains(wrong.body, "id=\"current-fault\""));
  BOOST_TEST(!contains(wrong.body, "a new password"));
  const auto brief =
      ada.press("/settings/password", {{"current", "pass word"}, {"password", "short"}});
  BOOST_TEST(brief.status == 400);
  BOOST_TEST(contains(brief.body, "id=\"password-fault\""));
  const auto changed =
      ada.press("/settings/password", {{"current", "pass word"}, {"password", "a new password"}});
  BOOST_TEST(changed.header("Location") == "/settings?done=password-changed");
  BOOST_TEST(ada.open("/settings").status == 200);
  BOOST_TEST(phone.open("/settings").status == 303);
}

BOOST_AUTO_TEST_CASE(a_new_password_ends_all_tokens_unless_the_owner_unticks_that) {
  BOOST_TEST(contains(ada.open("/settings").body,
                      "<input type=\"checkbox\" name=\"everywhere\" value=\"1\" checked>"));
  const auto token = sign_in("ada");
  const auto change = [&](const char* current, const char* password, bool everywhere) {
    Visitor::Fields fields{{"current", current}, {"password", password}};
    if (everywhere) fields.emplace_back("everywhere", "1");
    return std::string(ada.press("/settings/password", fields).header("Location"));
  };
  BOOST_TEST(change("pass word", "second word", false) == "/settings?done=password-changed");
  BOOST_TEST(get("/account/tokens", bearer(token)).status == 200);
  BOOST_TEST(change("second word", "third word", true) ==
             "/settings?done=password-changed-everywhere");
  BOOST_TEST(get("/account/tokens", bearer(token)).status == 401);
  BOOST_TEST(contains(ada.open("/settings?done=password-changed-everywhere").body,
                      "all tokens have ended"));
}

BOOST_AUTO_TEST_CASE(keys_and_webhooks_that_are_not_the_owners_are_taken_away) {
  const auto owner = account("ada")->id;
  const auto pgp_key = database.transaction([&](store::Session& session) {
    const auto id = store::PgpKeys(session).insert({.account = owner,
                                                    .key = "key",
                                                    .fingerprint = std::string(40, 'A'),
                                                    .email = "eve@example.net",
                                                    .authorized_at = clock.now()});
    store::Accounts(session).set_preferred_pgp_key(owner, id, clock.now());
    return std::to_string(id);
  });
  accounts::SshKeys(context).add(owner, kSshKey, {"192.0.2.1", "en"});
  grants::Grants grants(context);
  const auto token = grants.make_personal_token(proof_of(context, owner), "profile:read", "x",
                                                std::chrono::hours(1), {});
  auto hook =
      request(gateway::Method::post, "/api/user/webhooks", {{"authorization", "token " + token}});
  hook.media_type = "application/json";
  hook.body = R"({"url":"https://evil.example/hook","events":["profile:update"]})";
  BOOST_TEST(send(hook).status == 201);
  auto page = ada.open("/settings/security").body;
  BOOST_TEST(contains(page, std::string(40, 'A')));
  BOOST_TEST(contains(page, "https://evil.example/hook"));
  BOOST_TEST(contains(page, kSshSha256));
  BOOST_TEST(contains(page, std::string("MD5:") + kSshFingerprint));
  BOOST_TEST(actions(page, "/pgp/" + pgp_key + "/remove").empty());
  BOOST_TEST(ada.press("/settings/security/pgp/" + pgp_key + "/remove").status == 400);
  for (const auto* end : {"/pgp/none", "/remove", "/remove", "/remove"}) {
    const auto action = actions(ada.open("/settings/security").body, end).at(0);
    BOOST_TEST(ada.press(action).status == 303, action);
  }
  page = ada.open("/settings/security").body;
  BOOST_TEST(!contains(page, std::string(40, 'A')));
  BOOST_TEST(!contains(page, "https://evil.example/hook"));
  BOOST_TEST(actions(page, "/remove").empty());
  BOOST_TEST(ada.press("/settings/security/webhooks/1/remove").status == 404);
  BOOST_TEST(ada.press("/settings/security/ssh/x/remove").status == 404);
}

BOOST_AUTO_TEST_CASE(an_expired_key_is_shown_as_that_and_cannot_be_used_for_mails) {
  const auto owner = account("ada")->id;
  const auto id = database.transaction([&](store::Session& session) {
    return store::PgpKeys(session).insert({.account = owner,
                                           .key = "key",
                                           .fingerprint = std::string(40, 'A'),
                                           .email = "",
                                           .authorized_at = clock.now(),
                                           .expires_at = clock.now() + std::chrono::minutes(1)});
  });
  const auto prefer = "/pgp/" + std::to_string(id) + "/prefer";
  auto page = ada.open("/settings/security").body;
  BOOST_TEST(contains(page, "expires on <time datetime=\"2023-11-14\">"));
  BOOST_TEST(actions(page, prefer).size() == 1U);
  clock.advance(std::chrono::minutes(2));
  page = ada.open("/settings/security").body;
  BOOST_TEST(contains(page, "<span class=\"tag\">expired</span>"));
  BOOST_TEST(actions(page, prefer).empty());
}

BOOST_AUTO_TEST_CASE(
    a_webhook_whose_receiver_has_gone_is_shown_as_that_and_called_again_by_a_button) {
  grants::Grants grants(context);
  const auto token = grants.make_personal_token(proof_of(context, account("ada")->id),
                                                "profile:read", "x", std::chrono::hours(1), {});
  auto hook =
      request(gateway::Method::post, "/api/user/webhooks", {{"authorization", "token " + token}});
  hook.media_type = "application/json";
  hook.body = R"({"url":"https://a.example/hook","events":["profile:update"]})";
  BOOST_TEST(send(hook).status == 201);
  BOOST_TEST(actions(ada.open("/settings/security").body, "/enable").empty());
  database.transaction(
      [&](store::Session& session) { store::Webhooks(session).disable(1, clock.now()); });
  const auto page = ada.open("/settings/security").body;
  BOOST_TEST(contains(page, "said on 2023-11-14 that it is gone"));
  BOOST_TEST(ada.press(actions(page, "/enable").at(0)).status == 303);
  BOOST_TEST(actions(ada.open("/settings/security?done=webhook-enabled").body, "/enable").empty());
}

BOOST_AUTO_TEST_CASE(what_is_made_for_a_program_is_told_by_mail) {
  const auto last = [this] {
    clock.advance(std::chrono::milliseconds(1));
    return mails().back();
  };
  ada.press("/settings/tokens", {{"comment", "x"}, {"scope", "keys:read"}, {"days", "30"}});
  BOOST_TEST(last().template_name == "personal-token-made");
  ada.press("/settings/clients", {{"name", "App"}, {"redirect_uris", "https://app.example/back"}});
  BOOST_TEST(last().template_name == "client-added");
  BOOST_TEST(last().browser == "Firefox");
  BOOST_TEST(last().recipient == "ada@example.org");
}

BOOST_AUTO_TEST_CASE(an_address_that_somebody_has_is_told_beside_the_field) {
  make_account("eve");
  const auto page =
      ada.press("/settings/email", {{"email", "eve@example.org"}, {"proof", "pass word"}});
  BOOST_TEST(page.status == 409);
  BOOST_TEST(contains(page.body, "id=\"email-fault\""));
  BOOST_TEST(contains(page.body, "value=\"eve@example.org\""));
}

BOOST_AUTO_TEST_CASE(a_session_alone_does_not_move_the_account_to_another_address) {
  const auto page =
      ada.press("/settings/email", {{"email", "eve@example.org"}, {"proof", "guess"}});
  BOOST_TEST(page.status == 401);
  BOOST_TEST(contains(page.body, "id=\"proof-fault\""));
  BOOST_TEST(ada.press("/settings/email", {{"email", "eve@example.org"}}).status == 401);
  for (const auto& mail : mails()) BOOST_TEST(mail.recipient != "eve@example.org");
}

BOOST_AUTO_TEST_CASE(removing_an_ssh_key_ends_the_sessions_that_it_has_opened_and_no_other) {
  const auto key =
      accounts::SshKeys(context).add(account("ada")->id, kSshKey, {"192.0.2.1", "en"}).id;
  const auto by_key = cookie_of(context, signed_in(context, account("ada")->id, key));
  Visitor phone(*this, "en", kIphone);
  phone.sign_in("ada");
  make_account("bob");
  Visitor bob(*this);
  bob.sign_in("bob");
  const auto remove = "/settings/security/ssh/" + std::to_string(key) + "/remove";
  BOOST_TEST(bob.press(remove).status == 404);
  BOOST_TEST(ada.submit(remove, {}).status == 403);
  BOOST_TEST(phone.open("/settings").status == 200);
  BOOST_TEST(ada.press(remove).header("Location") == "/settings/security?done=sign-in-key-removed");
  BOOST_TEST(contains(ada.open("/settings/security?done=sign-in-key-removed").body,
                      "all that was opened by it has ended"));
  BOOST_TEST(!accounts::Sessions(context, {}).authenticate(by_key));
  BOOST_TEST(phone.open("/settings").status == 200);
  BOOST_TEST(ada.open("/settings").status == 200);
  BOOST_TEST(bob.open("/settings").status == 200);
}

BOOST_AUTO_TEST_CASE(a_key_that_a_reset_has_stopped_is_the_owners_again_by_the_password) {
  const auto owner = account("ada")->id;
  const auto key = accounts::SshKeys(context).add(owner, kSshKey, {"192.0.2.1", "en"}).id;
  const auto confirm = "/settings/security/ssh/" + std::to_string(key) + "/confirm";
  BOOST_TEST(actions(ada.open("/settings/security").body, confirm).empty());
  database.transaction(
      [&](store::Session& session) { store::SshKeys(session).stop_all(owner, clock.now()); });
  BOOST_TEST(actions(ada.open("/settings/security").body, confirm).size() == 1U);
  const auto stopped = [&] {
    return accounts::SshKeys(context).find(owner, key).value().stopped_at.has_value();
  };
  const auto page = ada.press(confirm, {{"proof", "a guess"}});
  BOOST_TEST(page.status == 401);
  BOOST_TEST(contains(page.body, "id=\"proof-fault-ssh-" + std::to_string(key) + "\""));
  BOOST_TEST(ada.submit(confirm, {{"proof", "pass word"}}).status == 403);
  BOOST_TEST(stopped());
  BOOST_TEST(ada.press(confirm, {{"proof", "pass word"}}).header("Location") ==
             "/settings/security?done=sign-in-key-confirmed");
  BOOST_TEST(!stopped());
  BOOST_TEST(contains(ada.open("/settings/security?done=sign-in-key-confirmed").body,
                      "signs you in again"));
}

BOOST_AUTO_TEST_CASE(sessions_are_listed_in_words_and_end_one_by_one_or_all_at_once) {
  Visitor phone(*this, "en", kIphone);
  Visitor tablet(*this, "en", "strange <b>");
  phone.sign_in("ada");
  const auto page = ada.open("/settings/sessions");
  BOOST_TEST(contains(page.body, "Firefox on Linux"));
  BOOST_TEST(contains(page.body, "Safari on iPhone"));
  BOOST_TEST(contains(page.body, "192.0.2.1"));
  BOOST_TEST(contains(page.body, "this one"));
  const auto others = actions(page.body, "/end");
  BOOST_REQUIRE_EQUAL(others.size(), 1);
  BOOST_TEST(ada.press(others[0]).header("Location") == "/settings/sessions?done=session-ended");
  BOOST_TEST(phone.open("/settings").status == 303);
  phone.sign_in("ada");
  tablet.sign_in("ada");
  BOOST_TEST(!contains(ada.open("/settings/sessions").body, "<b>"));
  BOOST_TEST(ada.press("/settings/sessions/end-others").status == 303);
  BOOST_TEST(phone.open("/settings").status == 303);
  BOOST_TEST(tablet.open("/settings").status == 303);
  BOOST_TEST(ada.open("/settings").status == 200);
}

BOOST_AUTO_TEST_CASE(nobody_ends_what_is_somebody_elses) {
  make_account("eve");
  Visitor eve(*this);
  eve.sign_in("eve");
  Visitor phone(*this, "en", kIphone);
  phone.sign_in("ada");
  const auto action = actions(ada.open("/settings/sessions").body, "/end").at(0);
  BOOST_TEST(eve.press(action).status == 404);
  const auto none = eve.press("/settings/sessions/x/end");
  BOOST_TEST(none.status == 404);
  BOOST_TEST(contains(none.body, "There is nothing here"));
  BOOST_TEST(phone.open("/settings").status == 200);
}

BOOST_AUTO_TEST_CASE(a_personal_token_is_shown_once_and_can_be_revoked) {
  const auto made = ada.press("/settings/tokens", {{"comment", "backup <script>"},
                                                   {"scope", "keys:read"},
                                                   {"scope", "audit:read"},
                                                   {"days", "30"}});
  BOOST_TEST(made.status == 200);
  const auto token = Visitor::between(made.body, "class=\"secret\"><code>", "<");
  BOOST_TEST(token.starts_with("dwo_"));
  const auto page = ada.open("/settings/tokens").body;
  BOOST_TEST(!contains(page, token));
  BOOST_TEST(contains(page, "backup &lt;script&gt;"));
  BOOST_TEST(contains(page, "<li>See your SSH and PGP keys</li>"));
  const auto end = actions(page, "/end");
  BOOST_REQUIRE_EQUAL(end.size(), 1);
  BOOST_TEST(ada.press(end[0]).header("Location") == "/settings/tokens?done=token-ended");
  BOOST_TEST(actions(ada.open("/settings/tokens").body, "/end").empty());
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_a_token_stands_beside_its_field) {
  const auto none = ada.press("/settings/tokens", {{"comment", "backup"}, {"days", "30"}});
  BOOST_TEST(none.status == 400);
  BOOST_TEST(contains(none.body, "id=\"scopes-fault\""));
  BOOST_TEST(contains(none.body, "value=\"backup\""));
  for (const std::string days : {"0", "-1", "3651", "x", "", "99999999999999999999"}) {
    const auto page = ada.press("/settings/tokens", {{"scope", "keys:read"}, {"days", days}});
    BOOST_TEST(page.status == 400, days);
    BOOST_TEST(contains(page.body, "id=\"days-fault\""), days);
    BOOST_TEST(contains(page.body, "value=\"keys:read\" checked"), days);
  }
}

BOOST_AUTO_TEST_CASE(a_redirect_uri_that_others_can_read_or_take_has_a_word_of_warning) {
  ada.press("/settings/clients",
            {{"name", "Engine"},
             {"public", "1"},
             {"redirect_uris", "http://localhost/cb\nhttp://nas.local/cb\nengine:/cb"}});
  const auto page = ada.open("/settings/clients").body;
  BOOST_TEST(contains(page, "<code>http://localhost/cb</code><br>What"));
  BOOST_TEST(contains(page, "<code>http://nas.local/cb</code><br>Without https"));
  BOOST_TEST(contains(page, "<code>engine:/cb</code><br>Another program"));
}

BOOST_AUTO_TEST_CASE(somebody_registers_a_client_renews_its_secret_and_removes_it) {
  const auto made = ada.press(
      "/settings/clients",
      {{"name", "Engine"}, {"redirect_uris", "https://e.example/cb\r\n\r\n http://127.0.0.1/cb"}});
  const auto id = Visitor::between(made.body, "<dd><code>", "<");
  const auto shown = Visitor::between(made.body, "class=\"secret\"><code>", "<");
  const auto page = ada.open("/settings/clients").body;
  BOOST_TEST(contains(page, id));
  BOOST_TEST(contains(page, "<code>http://127.0.0.1/cb</code>"));
  BOOST_TEST(!contains(page, shown));
  const auto renewed = ada.press("/settings/clients/" + id + "/secret");
  BOOST_TEST(Visitor::between(renewed.body, "class=\"secret\"><code>", "<") != shown);
  BOOST_TEST(contains(renewed.body, "Engine"));
  BOOST_TEST(ada.press("/settings/clients/" + id + "/revoke").header("Location") ==
             "/settings/clients?done=client-revoked");
  BOOST_TEST(ada.press("/settings/clients/" + id + "/remove").header("Location") ==
             "/settings/clients?done=client-removed");
  BOOST_TEST(!contains(ada.open("/settings/clients").body, id));
}

BOOST_AUTO_TEST_CASE(a_public_client_has_no_secret_to_show) {
  const auto made =
      ada.press("/settings/clients",
                {{"name", "Page"}, {"redirect_uris", "https://e.example/cb"}, {"public", "1"}});
  BOOST_TEST(made.header("Location") == "/settings/clients?done=client-added");
  BOOST_TEST(actions(ada.open("/settings/clients").body, "/secret").empty());
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_a_client_stands_beside_its_field) {
  const auto nameless = ada.press("/settings/clients", {{"redirect_uris", "https://e.example/cb"}});
  BOOST_TEST(nameless.status == 400);
  BOOST_TEST(contains(nameless.body, "id=\"name-fault\""));
  BOOST_TEST(contains(nameless.body, ">https://e.example/cb</textarea>"));
  for (const std::string uri : {"", "javascript:alert(1)", "https://e.example/#x"}) {
    const auto page = ada.press("/settings/clients", {{"name", "E"}, {"redirect_uris", uri}});
    BOOST_TEST(page.status == 400);
    BOOST_TEST(contains(page.body, "id=\"uris-fault\""));
  }
}

BOOST_AUTO_TEST_CASE(an_application_that_was_let_in_is_listed_until_it_is_disconnected) {
  const auto app = grants::Clients(context).add(
      {.name = "Engine & Co", .is_public = true, .redirect_uris = {"https://e.example/cb"}},
      {"192.0.2.1", "en"});
  const Visitor::Fields wish{{"client_id", app.client.id},
                             {"response_type", "code"},
                             {"redirect_uri", "https://e.example/cb"},
                             {"scope", "openid email"},
                             {"state", "a state of the client"},
                             {"code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"},
                             {"code_challenge_method", "S256"}};
  std::string target = "/oauth2/authorize?";
  for (const auto& [name, value] : wish) target += name + "=" + base::percent_encoded(value) + "&";
  const auto question = ada.open(target);
  BOOST_TEST(question.status == 200);
  BOOST_TEST(contains(question.body, "Engine &amp; Co wants to"));
  BOOST_TEST(contains(question.body, "See your e-mail address"));
  BOOST_TEST(contains(question.body, "<strong>e.example</strong>"));
  BOOST_TEST(contains(std::string(question.header("Content-Security-Policy")),
                      "form-action 'self' https:;"));
  auto answer = wish;
  answer.emplace_back("accept", "1");
  const auto allowed = ada.press("/oauth2/authorize", answer);
  const auto code = Visitor::between(std::string(allowed.header("Location")), "code=", "&");
  const auto redeemed = ada.submit(
      "/oauth2/token", {{"grant_type", "authorization_code"},
                        {"client_id", app.client.id},
                        {"code", code},
                        {"redirect_uri", "https://e.example/cb"},
                        {"code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"}});
  BOOST_TEST(redeemed.status == 200);
  const auto page = ada.open("/settings/applications").body;
  BOOST_TEST(contains(page, "Engine &amp; Co"));
  BOOST_TEST(contains(page, "<li>See your e-mail address</li>"));
  BOOST_TEST(ada.press(actions(page, "/end").at(0)).header("Location") ==
             "/settings/applications?done=disconnected");
  BOOST_TEST(actions(ada.open("/settings/applications").body, "/end").empty());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(page_words)

BOOST_AUTO_TEST_CASE(browsers_are_named_as_people_name_them) {
  struct Row {
    const char *agent, *browser, *system;
  };
  const Row rows[] = {
      {"Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge", "Windows"},
      {"Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile Safari/537.36", "Chrome", "Android"},
      {"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/17.5 Safari/605", "Safari", "macOS"},
      {"Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) CriOS/126 Safari/604", "Chrome", "iPad"},
      {"curl/8.5.0", "curl", nullptr},
      {"", nullptr, nullptr}};
  for (const auto& [agent, browser, system] : rows) {
    std::string expected = std::string(browser ? browser : "") + "/" + (system ? system : "");
    std::string found[2];
    for (const auto& [name, value] : pages::browser_words(agent)) {
      found[name == "browser" ? 0 : 1] = std::get<std::string>(value.what());
    }
    BOOST_TEST(found[0] + "/" + found[1] == expected, agent);
  }
}

BOOST_AUTO_TEST_CASE(times_are_told_as_how_long_ago_they_were) {
  const base::Time now{std::chrono::seconds(1790000000)};
  const auto name = [&](std::chrono::seconds ago) {
    return pages::when_words(now - ago, now).at(0).first;
  };
  BOOST_TEST(name(std::chrono::seconds(-5)) == "now");
  BOOST_TEST(name(std::chrono::seconds(119)) == "now");
  BOOST_TEST(name(std::chrono::seconds(120)) == "minutes");
  BOOST_TEST(name(std::chrono::minutes(60)) == "hours");
  BOOST_TEST(name(std::chrono::hours(24)) == "date");
  BOOST_TEST(base::date_of(now) == "2026-09-21");
}

BOOST_AUTO_TEST_SUITE_END()
