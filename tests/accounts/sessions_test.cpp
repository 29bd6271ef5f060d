#include "accounts/proof/sessions.h"

#include <boost/test/unit_test.hpp>

#include "support/refusals.h"
#include "support/test_world.h"

using base::ErrorCode;
using namespace std::chrono_literals;

BOOST_FIXTURE_TEST_SUITE(sessions, AdasWorld)

BOOST_AUTO_TEST_CASE(a_cookie_is_the_session_of_its_account_and_shows_its_browser) {
  const auto cookie = browser_of("ada");
  const auto session = sessions.authenticate(cookie);
  BOOST_REQUIRE(session);
  BOOST_TEST((session->account == id_of("ada")));
  BOOST_TEST((session->created_at == clock.now()));
  BOOST_TEST(session->client_address == "192.0.2.1");
  BOOST_TEST(session->user_agent == "Browser/1.0");
}

BOOST_AUTO_TEST_CASE(what_a_browser_calls_itself_is_cut_and_made_printable) {
  const auto shown = [&](const std::string& user_agent) {
    const auto cookie =
        browser_sign_in.with_password("ada", "secret", from("192.0.2.1"), {user_agent});
    return sessions.authenticate(cookie).value().user_agent;
  };
  BOOST_TEST(shown("") == "");
  BOOST_TEST(shown("a\r\nb\x1b[31m\x7f\xff") == "a??b?[31m??");
  BOOST_TEST(shown(std::string(100000, 'x')) == std::string(256, 'x'));
}

BOOST_AUTO_TEST_CASE(a_session_ends_when_nobody_uses_it_for_two_hours) {
  const auto cookie = browser_of("ada");
  for (int i = 0; i < 3; ++i) {
    clock.advance(2h - 1ms);
    BOOST_TEST(lives(cookie));
  }
  clock.advance(2h);
  BOOST_TEST(!lives(cookie));
  BOOST_TEST(sessions.list(id_of("ada")).empty());
}

BOOST_AUTO_TEST_CASE(a_session_ends_after_twelve_hours_however_much_it_is_used) {
  const auto cookie = browser_of("ada");
  for (int i = 0; i < 11; ++i) {
    clock.advance(1h);
    BOOST_TEST(lives(cookie));
  }
  clock.advance(1h - 1ms);
  BOOST_TEST(lives(cookie));
  clock.advance(1ms);
  BOOST_TEST(!lives(cookie));
}

BOOST_AUTO_TEST_CASE(a_use_is_noted_once_a_minute) {
  const auto cookie = browser_of("ada");
  const auto start = clock.now();
  const auto seen = [&] { return sessions.list(id_of("ada")).at(0).seen_at; };
  clock.advance(1min - 1ms);
  BOOST_TEST(lives(cookie));
  BOOST_TEST((seen() == start));
  clock.advance(1ms);
  BOOST_TEST((sessions.authenticate(cookie).value().seen_at == start + 1min));
  BOOST_TEST((seen() == start + 1min));
}

BOOST_AUTO_TEST_CASE(only_a_whole_cookie_of_ours_is_one) {
  const auto cookie = browser_of("ada");
  auto forged = cookie;
  forged.back() = forged.back() == 'A' ? 'B' : 'A';
  const auto session = sessions.authenticate(cookie).value();
  for (const std::string& text : {std::string(), forged, cookie.substr(0, 40), cookie + "0",
                                  sessions.form_token(session), token_of("ada")}) {
    BOOST_TEST(!lives(text), text);
  }
}

BOOST_AUTO_TEST_CASE(a_blocked_or_deleted_account_has_no_session) {
  const auto cookie = browser_of("ada");
  block(id_of("ada"));
  BOOST_TEST(!lives(cookie));
  make_active("bob");
  const auto other = browser_of("bob");
  closure.close(id_of("bob"), from("192.0.2.1"));
  BOOST_TEST(!lives(other));
}

BOOST_AUTO_TEST_CASE(signing_out_ends_the_one_session_and_is_audited) {
  const auto first = browser_of("ada");
  const auto second = browser_of("ada");
  const auto session = sessions.authenticate(first).value();
  sessions.end(session.id, session.account, from("192.0.2.1"));
  BOOST_TEST(!lives(first));
  BOOST_TEST(lives(second));
  BOOST_TEST(audited("account:session-ended") == 1);
  BOOST_TEST(refuses(ErrorCode::not_found,
                     [&] { sessions.end(session.id, session.account, from("192.0.2.1")); }));
}

BOOST_AUTO_TEST_CASE(nobody_ends_the_session_of_another_account) {
  make_active("eve");
  const auto cookie = browser_of("ada");
  const auto session = sessions.authenticate(cookie).value();
  BOOST_TEST(refuses(ErrorCode::not_found,
                     [&] { sessions.end(session.id, id_of("eve"), from("192.0.2.1")); }));
  BOOST_TEST(lives(cookie));
  BOOST_TEST(audited("account:session-ended") == 0);
}

BOOST_AUTO_TEST_CASE(ending_the_others_leaves_this_one_and_those_of_other_accounts) {
  make_active("bob");
  const auto others = {browser_of("ada"), browser_of("ada")};
  const auto bobs = browser_of("bob");
  const auto kept = browser_of("ada");
  const auto session = sessions.authenticate(kept).value();
  BOOST_TEST(sessions.end_others(session, from("192.0.2.1")) == 2);
  BOOST_TEST(sessions.end_others(session, from("192.0.2.1")) == 0);
  for (const auto& cookie : others) BOOST_TEST(!lives(cookie));
  BOOST_TEST(lives(kept));
  BOOST_TEST(lives(bobs));
  BOOST_TEST(audited("account:sessions-ended") == 1);
}

BOOST_AUTO_TEST_CASE(an_account_keeps_fifty_sessions_and_the_one_unused_for_longest_goes) {
  std::vector<std::string> cookies;
  for (int i = 0; i < 50; ++i) {
    clock.advance(1s);
    cookies.push_back(browser_of("ada"));
  }
  clock.advance(1min);
  BOOST_TEST(lives(cookies[0]));
  cookies.push_back(browser_of("ada"));
  BOOST_TEST(lives(cookies[0]));
  BOOST_TEST(!lives(cookies[1]));
  BOOST_TEST(lives(cookies[2]));
  BOOST_TEST(sessions.list(id_of("ada")).size() == 50U);
}

BOOST_AUTO_TEST_CASE(a_form_token_belongs_to_its_session) {
  const auto mine = sessions.authenticate(browser_of("ada")).value();
  const auto another = sessions.authenticate(browser_of("ada")).value();
  const auto token = sessions.form_token(mine);
  BOOST_TEST(sessions.is_form_token(mine, token));
  BOOST_TEST(!sessions.is_form_token(another, token));
  BOOST_TEST(!sessions.is_form_token(mine, ""));
  BOOST_TEST(!sessions.is_form_token(mine, token.substr(1)));
}

BOOST_AUTO_TEST_SUITE_END()
