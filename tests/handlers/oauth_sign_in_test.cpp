// The sign-in of browsers by name and password.
#include "config/config.h"
#include "oauth_service.h"

namespace {

struct SignInDesk : OAuthService {
  explicit SignInDesk(const Adjust& adjust = {}) : OAuthService(adjust) {}

  static gateway::Request sign_in(const std::string& name, const std::string& password,
                                  const Fields& more = {}, const Headers& headers = {}) {
    Fields fields{{"username", name}, {"password", password}};
    fields.insert(fields.end(), more.begin(), more.end());
    return form("/authenticate/userpass", fields, headers);
  }
  gateway::Response ada_signs_in(const Fields& more = {}, const Headers& headers = {}) {
    return send(sign_in("ada", "pass word", more, headers));
  }

  static std::string cookie_of(const gateway::Response& response) {
    const std::string line(response.header("Set-Cookie"));
    const auto equals = line.find('=');
    return line.substr(equals + 1, line.find(';') - equals - 1);
  }
  bool lives(const std::string& text) { return sessions.authenticate(text).has_value(); }
};

bool is_form_again(const gateway::Response& response, int status = 400) {
  return response.status == status &&
         response.header("Content-Type") == "text/html; charset=utf-8" &&
         response.body.find("name=\"password\"") != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(oauth_sign_in, SignInDesk)

BOOST_AUTO_TEST_CASE(a_name_or_an_address_and_its_password_open_a_session) {
  for (const auto* login : {"ada", "ADA", "ada@example.org"}) {
    const auto response = send(sign_in(login, "pass word"));
    BOOST_TEST(response.status == 303);
    BOOST_TEST(response.body == "");
    BOOST_TEST(response.header("Location") == "/settings");
    const std::string line(response.header("Set-Cookie"));
    BOOST_TEST(line.starts_with("id="));
    BOOST_TEST(line.find("; HttpOnly") != std::string::npos);
    BOOST_TEST(line.find("; Secure") != std::string::npos);
    BOOST_TEST(line.find("; SameSite=Lax") != std::string::npos);
    BOOST_TEST(line.find("Domain") == std::string::npos);
    BOOST_TEST(line.find("Max-Age") == std::string::npos);
    BOOST_TEST(lives(cookie_of(response)));
  }
}

BOOST_AUTO_TEST_CASE(a_browser_goes_on_only_to_where_our_own_host_is) {
  const std::pair<const char*, const char*> rows[] = {
      {"/oauth2/authorize?client_id=x&state=y", "/oauth2/authorize?client_id=x&state=y"},
      {"/", "/"},
      {"//evil.example", "/settings"},
      {"/\\evil.example", "/settings"},
      {"/\t/evil.example", "/settings"},
      {"https:evil.example", "/settings"},
      {"https://evil.example/", "/settings"},
      {"javascript:alert(1)", "/settings"},
      {"/x\r\nSet-Cookie: a=b", "/settings"},
      {"settings", "/settings"},
      {"", "/settings"}};
  for (const auto& [asked, went] : rows) {
    BOOST_TEST(ada_signs_in({{"redirectTo", asked}}).header("Location") == went, asked);
    auto in_query = sign_in("ada", "pass word");
    in_query.query.add("redirectTo", asked);
    BOOST_TEST(send(in_query).header("Location") == went, asked);
  }
}

BOOST_AUTO_TEST_CASE(home_is_where_the_configuration_has_it) {
  SignInDesk desk([](config::Config& config) { config.session.home = "/welcome"; });
  BOOST_TEST(desk.ada_signs_in().header("Location") == "/welcome");
}

BOOST_AUTO_TEST_CASE(unknown_and_wrong_show_the_same_page_again) {
  const auto unknown = send(sign_in("nobody", "pass word"));
  const auto wrong = send(sign_in("ada", "wrong"));
  BOOST_TEST(is_form_again(unknown));
  BOOST_TEST(is_form_again(wrong));
  const auto without = [](std::string text, const std::string& name) {
    return text.erase(text.find(name), name.size());
  };
  BOOST_TEST(without(unknown.body, "nobody") == without(wrong.body, "ada"));
  BOOST_TEST(wrong.header("Set-Cookie") == "");
}

BOOST_AUTO_TEST_CASE(whatever_is_no_whole_form_shows_the_page_again) {
  BOOST_TEST(is_form_again(send(form("/authenticate/userpass", {}))));
  BOOST_TEST(is_form_again(send(form("/authenticate/userpass", {{"username", "ada"}}))));
  BOOST_TEST(is_form_again(send(sign_in("ada", ""))));
  BOOST_TEST(is_form_again(send(sign_in("", "pass word"))));
  const std::string json = R"({"username":"ada","password":"pass word"})";
  for (const auto* type : {"application/json", "text/plain", ""}) {
    auto request = sign_in("ada", "pass word");
    request.media_type = type;
    request.body = json;
    BOOST_TEST(is_form_again(send(request)), type);
  }
  auto multipart = sign_in("ada", "pass word");
  multipart.media_type = "multipart/form-data";
  multipart.fault = base::Error(base::ErrorCode::unsupported_media);
  BOOST_TEST(is_form_again(send(multipart)));
  auto malformed = sign_in("ada", "pass word");
  malformed.body = "username=%zz&password=x";
  BOOST_TEST(is_form_again(send(malformed)));
  BOOST_TEST(send(sign_in("ada", "pass word", {{"username", "eve"}})).status == 400);
}

BOOST_AUTO_TEST_CASE(those_who_may_not_get_the_page_again) {
  register_account("bob");
  make_blocked_account("eve");
  BOOST_TEST(is_form_again(send(sign_in("bob", "pass word"))));
  BOOST_TEST(is_form_again(send(sign_in("eve", "pass word"))));
}

BOOST_AUTO_TEST_CASE(over_the_budget_is_429_whatever_the_password) {
  SignInDesk desk([](config::Config& config) { config.abuse.failures_per_address = 2; });
  for (int i = 0; i < 2; ++i) BOOST_TEST(is_form_again(desk.send(sign_in("ada", "x"))));
  const auto response = desk.ada_signs_in();
  BOOST_TEST(is_form_again(response, 429));
  BOOST_TEST(std::stoi(std::string(response.header("Retry-After"))) > 0);
}

BOOST_AUTO_TEST_CASE(a_form_of_another_site_is_refused) {
  for (const auto& headers :
       {Headers{{"origin", "https://evil.example"}}, Headers{{"sec-fetch-site", "cross-site"}},
        Headers{{"sec-fetch-site", "same-site"}}, Headers{{"origin", "null"}}}) {
    const auto response = ada_signs_in({}, headers);
    BOOST_TEST(response.status == 403);
    BOOST_TEST(response.header("Set-Cookie") == "");
  }
  BOOST_TEST(ada_signs_in({}, {{"origin", "https://example.org"}}).status == 303);
}

BOOST_AUTO_TEST_CASE(signing_in_again_is_a_new_session_and_ends_the_one_before) {
  const auto response = send(with_cookie(sign_in("ada", "pass word"), cookie));
  BOOST_TEST(response.status == 303);
  BOOST_TEST(cookie_of(response) != cookie);
  BOOST_TEST(lives(cookie_of(response)));
  BOOST_TEST(!lives(cookie));
}

BOOST_AUTO_TEST_CASE(a_wrong_password_leaves_the_session_alone) {
  send(with_cookie(sign_in("ada", "wrong"), cookie));
  BOOST_TEST(lives(cookie));
}

BOOST_AUTO_TEST_CASE(a_planted_id_is_never_taken_over) {
  const auto response = send(with_cookie(sign_in("ada", "pass word"), "planted"));
  BOOST_TEST(response.status == 303);
  BOOST_TEST(cookie_of(response) != "planted");
  const auto beside =
      send(with_cookie(with_cookie(sign_in("ada", "pass word"), cookie), "planted"));
  BOOST_TEST(beside.status == 303);
  BOOST_TEST((cookie_of(beside) != "planted" && cookie_of(beside) != cookie));
  BOOST_TEST(!lives(cookie));
}

BOOST_AUTO_TEST_CASE(hardened_the_cookie_is_one_that_no_sub_domain_can_set) {
  HardenedOAuthService service;
  const auto response = service.send(sign_in("ada", "pass word"));
  BOOST_TEST(response.header("Set-Cookie").starts_with("__Host-id="));
}

BOOST_AUTO_TEST_CASE(the_path_takes_forms_alone) {
  const auto response = get("/authenticate/userpass");
  BOOST_TEST(response.status == 405);
  BOOST_TEST(response.header("Allow") == "POST, OPTIONS");
}

BOOST_AUTO_TEST_SUITE_END()
