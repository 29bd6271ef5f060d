// Requests for a code: however long, however sent, and whoever they mean.
#include "gateway/form.h"
#include "gateway/target.h"
#include "oauth_service.h"

namespace {

struct Requests : OAuthService {
  /// ada's browser follows a link of ours.
  gateway::Response open(const std::string& target, const Headers& headers = {}) {
    const auto parts = gateway::split_target(target);
    auto made = browsing(request(Method::get, std::string(parts.path), headers));
    made.query = gateway::parse_form(parts.query, 65536, 256);
    return send(made);
  }
  /// A request of another site's page, which brings no cookie along.
  gateway::Response post_from_client(const Fields& wish) {
    return send(form("/oauth2/authorize", wish,
                     {{"accept", "text/html"},
                      {"origin", "https://app.example"},
                      {"sec-fetch-site", "cross-site"}}));
  }
  /// Signs in by the page that an answer leads to; returns where that leads.
  std::string sign_in_at(const gateway::Response& led, const std::string& name = "ada") {
    BOOST_REQUIRE(led.header("Location").starts_with("/sign-in?redirectTo="));
    clock.advance(std::chrono::milliseconds(1));
    const auto in =
        send(form("/authenticate/userpass", {{"username", name},
                                             {"password", "pass word"},
                                             {"redirectTo", sent_back(led, "redirectTo")}}));
    BOOST_REQUIRE_EQUAL(in.status, 303);
    const auto line = in.header("Set-Cookie");
    cookie = line.substr(3, line.find(';') - 3);
    return std::string(in.header("Location"));
  }
  /// Presses a button of a consent page, whose hidden fields are sent along.
  gateway::Response press(const gateway::Response& shown, const std::string& button = "accept") {
    Fields fields;
    const std::string begin = "<input type=\"hidden\" name=\"";
    for (auto at = shown.body.find(begin); at != shown.body.npos; at = shown.body.find(begin, at)) {
      at += begin.size();
      const auto name = shown.body.substr(at, shown.body.find('"', at) - at);
      const auto from = shown.body.find("value=\"", at) + 7;
      fields.emplace_back(name, shown.body.substr(from, shown.body.find('"', from) - from));
    }
    fields.emplace_back(button, "1");
    return send(browsing(form("/oauth2/authorize", fields)));
  }
  static bool shows(const gateway::Response& shown, const std::string& text) {
    return shown.body.find(text) != std::string::npos;
  }
  /// Where a page leads that has no room for it in a header.
  static std::string onward(const gateway::Response& shown) {
    const std::string begin = "http-equiv=\"refresh\" content=\"0; url=";
    const auto at = shown.body.find(begin);
    if (shown.status != 200 || at == shown.body.npos) return {};
    auto url = shown.body.substr(at + begin.size());
    url = url.substr(0, url.find('"'));
    for (auto amp = url.find("&amp;"); amp != url.npos; amp = url.find("&amp;")) {
      url.replace(amp, 5, "&");
    }
    return url;
  }
  static std::string parameter_of(const std::string& url, const std::string& name) {
    return sent_back(gateway::Response::see_other(url), name);
  }
  std::string other_hint() {
    make_account("bob");
    const auto mine = cookie;
    cookie = open_session(account("bob")->id);
    const auto answer = ask_tokens(code_grant(code()), basic(app));
    cookie = mine;
    return text(answer, "id_token");
  }
};

bool is_signing_in(const gateway::Response& response) {
  return response.status == 303 && response.header("Location").starts_with("/sign-in?");
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(oauth_requests, Requests)

BOOST_AUTO_TEST_CASE(a_client_may_send_its_request_as_a_form_from_its_own_page) {
  const auto sent = post_from_client(wish_of(app));
  BOOST_TEST(sent.status == 303);
  const std::string target(sent.header("Location"));
  BOOST_TEST(target.starts_with("/oauth2/authorize?kept=dwq_"));
  const auto shown = open(target);
  BOOST_TEST(shown.status == 200);
  const auto answered = press(shown);
  BOOST_TEST(sent_back(answered, "code") != "");
  BOOST_TEST(sent_back(answered, "state") == "a state of the client's own");
  const auto refused = press(open(target), "reject");
  BOOST_TEST(sent_back(refused, "error") == "access_denied");
}

BOOST_AUTO_TEST_CASE(a_form_of_another_site_allows_nothing) {
  auto forged = with(wish_of(app), "form_token", form_token());
  forged.emplace_back("accept", "1");
  auto request = form("/oauth2/authorize", forged,
                      {{"origin", "https://evil.example"}, {"sec-fetch-site", "cross-site"}});
  BOOST_TEST(send(browsing(request)).status == 403);
  auto without = wish_of(app);
  without.emplace_back("accept", "1");
  BOOST_TEST(send(browsing(form("/oauth2/authorize", without))).status == 403);
  without.pop_back();
  const auto kept = send(browsing(form("/oauth2/authorize", without)));
  BOOST_TEST(kept.header("Location").starts_with("/oauth2/authorize?kept="));
  BOOST_TEST(open(std::string(kept.header("Location"))).status == 200);  // asks
}

BOOST_AUTO_TEST_CASE(nothing_is_kept_for_who_is_no_client) {
  const auto unknown = post_from_client(with(wish_of(app), "client_id", "0000000000000000"));
  BOOST_TEST(unknown.status == 400);
  BOOST_TEST(shows(unknown, "not known"));
  BOOST_TEST(unknown.rule == "authorization.unknown_client");
  const auto elsewhere = post_from_client(with(wish_of(app), "redirect_uri", "https://evil/"));
  BOOST_TEST(elsewhere.status == 400);
  BOOST_TEST(elsewhere.rule == "authorization.redirect_uri");
}

BOOST_AUTO_TEST_CASE(who_only_asks_for_the_head_gets_no_code) {
  tokens_for();
  auto asking_head = browsing(asking("/oauth2/authorize", wish_of(app)));
  asking_head.method = Method::head;
  const auto answer = send(asking_head);
  BOOST_TEST(answer.status == 200);
  BOOST_TEST(answer.header("Location") == "");
  BOOST_TEST(sent_back(authorize(wish_of(app)), "code") != "");
}

BOOST_AUTO_TEST_CASE(a_long_request_survives_the_sign_in_and_its_state_comes_back_whole) {
  for (const std::size_t length : {1900UL, 3700UL, 8000UL, 15500UL}) {
    const auto state = std::string(length - 2, 's') + "=e";
    const auto wish = with(wish_of(own), "state", state);
    const auto led = send(asking("/oauth2/authorize", wish, {{"accept", "text/html"}}));
    BOOST_TEST(led.header("Location").size() < 3000U);
    const auto target = sign_in_at(led);
    const auto back = open(target);
    const auto url = back.status == 303 ? std::string(back.header("Location")) : onward(back);
    BOOST_TEST(parameter_of(url, "state") == state, length);
    BOOST_TEST(parameter_of(url, "code") != "");
    const auto asked = authorize(with(wish_of(app), "state", state));  // and over a consent
    const auto answered = press(asked);
    const auto there =
        answered.status == 303 ? std::string(answered.header("Location")) : onward(answered);
    BOOST_TEST(parameter_of(there, "state") == state, length);
  }
}

BOOST_AUTO_TEST_CASE(what_is_longer_than_sixteen_kilobytes_is_an_error_in_words) {
  const auto wish = with(wish_of(own), "state", std::string(16500, 's'));
  for (const auto& answer :
       {authorize(wish), send(asking("/oauth2/authorize", wish, {{"accept", "text/html"}})),
        post_from_client(wish)}) {
    BOOST_TEST(answer.status == 400);
    BOOST_TEST(shows(answer, "too long"));
    BOOST_TEST(answer.rule == "authorization.too_long");
  }
}

BOOST_AUTO_TEST_CASE(a_request_that_is_gone_says_so) {
  const std::string target(post_from_client(wish_of(own)).header("Location"));
  clock.advance(std::chrono::hours(25));
  for (const auto& link : {target, std::string("/oauth2/authorize?kept=x")}) {
    const auto shown = open(link);
    BOOST_TEST(shown.status == 400);
    BOOST_TEST(shows(shown, "start again"));
    BOOST_TEST(shown.rule == "authorization.gone");
  }
}

BOOST_AUTO_TEST_CASE(a_client_may_want_somebody_to_sign_in_once_more_however_lately_they_did) {
  const Fields wishes[] = {with(wish_of(own), "prompt", "login"),
                           with(wish_of(own), "max_age", "0")};
  for (const auto& wish : wishes) {
    cookie = open_session();  // this very moment
    clock.advance(std::chrono::milliseconds(1));
    const auto led = authorize(wish);
    BOOST_REQUIRE(is_signing_in(led));
    BOOST_TEST(sent_back(led, "again") == "yes");
    const auto target = sent_back(led, "redirectTo");
    BOOST_TEST(is_signing_in(open(target)));  // whoever only waits is asked once more
    const auto back = sign_in_at(led);
    BOOST_TEST(back == target);
    clock.advance(std::chrono::minutes(5));
    BOOST_TEST(sent_back(open(back), "code") != "");
    BOOST_TEST(is_signing_in(authorize(wish)));  // another request is another question
  }
}

BOOST_AUTO_TEST_CASE(a_consent_cannot_be_given_in_place_of_the_sign_in_that_the_client_wants) {
  clock.advance(std::chrono::minutes(1));
  BOOST_TEST(is_signing_in(consent(with(wish_of(app), "prompt", "login"))));
}

BOOST_AUTO_TEST_CASE(a_client_that_means_somebody_else_gets_no_code_for_who_is_here) {
  const auto hint = other_hint();
  const auto wish = with(wish_of(own), "id_token_hint", hint);
  const auto silent = authorize(with(wish, "prompt", "none"));
  BOOST_TEST(sent_back(silent, "error") == "login_required");
  const auto led = authorize(wish);
  BOOST_REQUIRE(is_signing_in(led));
  const auto as_ada = open(sign_in_at(led));
  BOOST_TEST(sent_back(as_ada, "error") == "login_required");
  BOOST_TEST(sent_back(as_ada, "code") == "");
  BOOST_TEST(sent_back(open(sign_in_at(led, "bob")), "code") != "");
  const auto unsigned_hint = authorize(with(wish_of(own), "id_token_hint", "x.y.z"));
  BOOST_TEST(sent_back(unsigned_hint, "error") == "invalid_request");
}

BOOST_AUTO_TEST_CASE(the_form_knows_who_is_meant_and_speaks_the_language_that_is_wanted) {
  auto wish =
      with(with(wish_of(own), "login_hint", "bob@example.org"), "ui_locales", "fr-CA de en");
  const Headers english{{"accept", "text/html"}, {"accept-language", "en"}};
  const auto check = [&](const gateway::Response& led) {
    const auto shown = open(std::string(led.header("Location")), {{"accept-language", "en"}});
    BOOST_TEST(shown.header("Content-Language") == "de");
    BOOST_TEST(shows(shown, "value=\"bob@example.org\""));
    BOOST_TEST(shown.header("Content-Security-Policy").find("form-action 'self' https:") !=
               std::string_view::npos);
  };
  check(send(asking("/oauth2/authorize", wish, english)));
  check(send(asking("/oauth2/authorize", with(wish, "state", std::string(9000, 's')), english)));
  wish = with(with(wish_of(app), "ui_locales", "de"), "login_hint", std::string(300, 'x'));
  BOOST_TEST(authorize(wish).header("Content-Language") == "de");
  const auto odd = with(wish_of(app), "ui_locales", "<de>;q=1, x");
  BOOST_TEST(authorize(odd).header("Content-Language") == "en");
}

BOOST_AUTO_TEST_CASE(a_window_that_a_client_has_opened_can_report_back) {
  const auto policy = [](const gateway::Response& shown) {
    return std::string(shown.header("Cross-Origin-Opener-Policy"));
  };
  BOOST_TEST(policy(authorize(wish_of(app))) == "unsafe-none");
  BOOST_TEST(policy(open("/sign-in?again=yes")) == "unsafe-none");
  BOOST_TEST(policy(open("/sign-up")) == "unsafe-none");
  BOOST_TEST(policy(open("/password/forgotten")) == "unsafe-none");
  BOOST_TEST(policy(authorize({})) == "unsafe-none");
  BOOST_TEST(policy(open("/settings")) == "same-origin");
  BOOST_TEST(policy(open("/settings/tokens")) == "same-origin");
  BOOST_TEST(policy(open("/sign-out")) == "same-origin");
}

BOOST_AUTO_TEST_CASE(scopes_that_nobody_knows_are_dropped_and_the_client_is_told) {
  const auto given = tokens_for("openid address keys:read groups");
  BOOST_TEST(text(given, "scope") == "openid keys:read");
  BOOST_TEST(sent_back(authorize(wish_of(app, "openid events")), "error") == "invalid_scope");
}

BOOST_AUTO_TEST_CASE(tokens_that_are_bound_to_a_key_are_refused_by_name) {
  const auto answer = ask_tokens(code_grant(code()), [&] {
    auto headers = basic(app);
    headers.emplace_back("dpop", "eyJ0eXAiOiJkcG9wK2p3dCJ9.e30.x");
    return headers;
  }());
  BOOST_TEST(answer.status == 400);
  BOOST_TEST(text(answer, "error") == "invalid_request");
  BOOST_TEST(text(answer, "error_description").find("DPoP") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
