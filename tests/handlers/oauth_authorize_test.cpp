// The authorization endpoint.
#include "crypto/digest.h"
#include "oauth_service.h"

namespace {

/// Where the browser is sent, without what comes behind the '?' of the client's own query.
bool is_sent_to_client(const gateway::Response& response) {
  return response.status == 303 &&
         response.header("Location").starts_with("https://app.example/cb?x=1&");
}

bool is_page(const gateway::Response& response, int status) {
  return response.status == status && response.header("Location").empty() &&
         response.header("Content-Type") == "text/html; charset=utf-8";
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(oauth_authorize, OAuthService)

BOOST_AUTO_TEST_CASE(the_owner_is_asked_and_the_client_gets_a_code) {
  const auto asked = authorize(wish_of(app));
  BOOST_TEST(is_page(asked, 200));
  BOOST_TEST(asked.body.find(form_token()) != std::string::npos);
  BOOST_TEST(asked.header("Cache-Control") == "no-store");
  BOOST_TEST(asked.header("X-Frame-Options") == "DENY");
  BOOST_TEST(asked.header("Content-Security-Policy").find("frame-ancestors 'none'") !=
             std::string_view::npos);
  const auto answered = consent(wish_of(app));
  BOOST_TEST(is_sent_to_client(answered));
  BOOST_TEST(sent_back(answered, "code") != "");
  BOOST_TEST(sent_back(answered, "state") == "a state of the client's own");
  BOOST_TEST(sent_back(answered, "iss") == "https://example.org");
}

BOOST_AUTO_TEST_CASE(the_owner_may_refuse) {
  for (const auto* button : {"reject", "neither"}) {
    const auto answered = consent(wish_of(app), button);
    BOOST_TEST(is_sent_to_client(answered));
    BOOST_TEST(sent_back(answered, "error") == "access_denied");
    BOOST_TEST(sent_back(answered, "iss") == "https://example.org");
    BOOST_TEST(sent_back(answered, "code") == "");
  }
}

BOOST_AUTO_TEST_CASE(our_own_client_asks_nobody) {
  BOOST_TEST(sent_back(authorize(wish_of(own)), "code") != "");
}

BOOST_AUTO_TEST_CASE(a_consent_needs_the_token_of_the_session_and_a_page_of_ours) {
  const auto send_consent = [this](Fields fields, const Headers& headers) {
    fields.emplace_back("accept", "");
    return send(browsing(form("/oauth2/authorize", fields, headers)));
  };
  BOOST_TEST(is_page(send_consent(wish_of(app), {}), 403));
  const auto others = sessions.form_token(sessions.authenticate(open_session()).value());
  BOOST_TEST(is_page(send_consent(with(wish_of(app), "form_token", others), {}), 403));
  const auto right = with(wish_of(app), "form_token", form_token());
  BOOST_TEST(is_page(send_consent(right, {{"origin", "https://evil.example"}}), 403));
  BOOST_TEST(is_page(send_consent(right, {{"sec-fetch-site", "cross-site"}}), 403));
  BOOST_TEST(is_sent_to_client(send_consent(right, {{"sec-fetch-site", "same-origin"}})));
}

BOOST_AUTO_TEST_CASE(whoever_is_not_signed_in_comes_back_after_that) {
  auto asked = asking("/oauth2/authorize", wish_of(app), {{"accept", "text/html"}});
  const auto sent = send(asked);
  BOOST_TEST(sent.status == 303);
  BOOST_TEST(sent.header("Location").starts_with("/sign-in?redirectTo="));
  const auto target = sent_back(sent, "redirectTo");
  BOOST_TEST(target == "/oauth2/authorize?" + encoded(wish_of(app)));

  auto expired =
      form("/oauth2/authorize", with(with(wish_of(app), "form_token", "x"), "accept", ""),
           {{"accept", "text/html"}});
  BOOST_TEST(sent_back(send(expired), "redirectTo") == target);
}

BOOST_AUTO_TEST_CASE(programs_are_told_that_they_need_credentials) {
  for (const auto& headers : {Headers{}, Headers{{"accept", "application/json"}}}) {
    const auto response = send(asking("/oauth2/authorize", wish_of(app), headers));
    BOOST_TEST(response.status == 401);
    BOOST_TEST(response.body == R"({"error":"Credentials required"})");
  }
}

BOOST_AUTO_TEST_CASE(nobody_is_sent_to_a_place_that_the_client_does_not_have) {
  for (const auto* uri :
       {"https://app.example/cb", "https://app.example/cb?x=1&y", "https://app.example/CB?x=1",
        "https://app.example/cb/../cb?x=1", "https://app.example/cb?x=1#f",
        "https://user@app.example/cb?x=1", "https://app.example.evil/cb?x=1",
        "//app.example/cb?x=1", "https://app.example\\cb?x=1", "https://app.example/cb?x=1\r\nX: y",
        "https://app.example/cb?x=1\t", "https://\xd0\xb0pp.example/cb?x=1",
        "javascript:alert(1)"}) {
    BOOST_TEST(is_page(authorize(with(wish_of(app), "redirect_uri", uri)), 400), uri);
  }
  BOOST_TEST(is_page(authorize(with(wish_of(app), "client_id", "0000000000000000")), 400));
  BOOST_TEST(is_page(authorize({}), 400));
}

BOOST_AUTO_TEST_CASE(who_follows_a_faulty_link_reads_whose_fault_it_is) {
  auto twice = wish_of(app);
  twice.emplace_back("scope", "x");
  for (const auto& wish : {with(wish_of(app), "redirect_uri", "https://evil.example/"),
                           with(wish_of(app), "client_id", "0000000000000000"), twice}) {
    const auto shown = authorize(wish);
    BOOST_TEST(shown.body.find("The application that sent you here") != std::string::npos);
    BOOST_TEST((shown.body.find("not known") != std::string::npos) ==
               (shown.rule == "authorization.unknown_client"));
    BOOST_TEST((shown.body.find("not registered") != std::string::npos) ==
               (shown.rule == "authorization.redirect_uri"));
    BOOST_TEST(shown.header("Content-Security-Policy").find("frame-ancestors 'none'") !=
               std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(a_parameter_that_came_twice_is_refused_here) {
  for (const auto* name : {"client_id", "redirect_uri", "response_type", "response_mode", "scope",
                           "state", "nonce", "code_challenge", "prompt"}) {
    auto wish = wish_of(app);
    wish.emplace_back(name, "x");
    const auto known = std::count_if(wish.begin(), wish.end(),
                                     [&](const auto& field) { return field.first == name; });
    if (known < 2) wish.emplace_back(name, "x");
    BOOST_TEST(is_page(authorize(wish), 400), name);
  }
}

BOOST_AUTO_TEST_CASE(what_else_is_wrong_is_told_to_the_client) {
  const std::tuple<const char*, const char*, const char*> rows[] = {
      {"response_type", "token", "unsupported_response_type"},
      {"response_type", "", "invalid_request"},
      {"scope", "*", "invalid_scope"},
      {"scope", "unheard-of", "invalid_scope"},
      {"response_type", "id_token", "unsupported_response_type"},
      {"response_mode", "fragment", "invalid_request"},
      {"dpop_jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", "invalid_request"},
      {"authorization_details", "[]", "invalid_authorization_details"},
      {"code_challenge_method", "plain", "invalid_request"},
      {"request", "eyJ", "request_not_supported"},
      {"request_uri", "http://169.254.169.254/", "request_uri_not_supported"},
      {"registration", "{}", "registration_not_supported"},
      {"prompt", "none", "consent_required"}};
  for (const auto& [name, value, error] : rows) {
    const auto response = authorize(with(wish_of(app), name, value));
    BOOST_TEST(is_sent_to_client(response), name);
    BOOST_TEST(sent_back(response, "error") == error);
    BOOST_TEST(sent_back(response, "iss") == "https://example.org");
    if (std::string_view(name) == "prompt") continue;
    BOOST_TEST(sent_back(consent(with(wish_of(app), name, value)), "error") == error);
  }
}

BOOST_AUTO_TEST_CASE(an_answer_by_form_is_a_page_that_posts_itself) {
  for (const auto* client : {"own", "app"}) {
    const bool is_own = std::string_view(client) == "own";
    const auto shown = authorize(with(wish_of(is_own ? own : app), "response_mode", "form_post"));
    const auto told =
        is_own ? shown : consent(with(wish_of(app), "response_mode", "form_post"), "accept");
    BOOST_TEST(is_page(told, 200));
    BOOST_TEST(told.body.find("action=\"https://app.example/cb?x=1\"") != told.body.npos);
    BOOST_TEST(told.body.find("name=\"code\" value=\"dwc_") != told.body.npos);
    BOOST_TEST(told.body.find("name=\"iss\" value=\"https://example.org\"") != told.body.npos);
    BOOST_TEST(told.header("Cache-Control") == "no-store");
    BOOST_TEST(told.header("Referrer-Policy") == "strict-origin");
    BOOST_TEST(told.header("Cross-Origin-Opener-Policy") == "unsafe-none");
    const std::string policy(told.header("Content-Security-Policy"));
    const std::string script = "document.forms[0].submit()";
    BOOST_TEST(told.body.find("<script>" + script + "</script>") != told.body.npos);
    BOOST_TEST(policy.find("script-src 'sha256-" + crypto::sha256_base64(script) + "'") !=
               policy.npos);
    BOOST_TEST(policy.find("form-action 'self' https:;") != policy.npos, policy);
  }
}

BOOST_AUTO_TEST_CASE(a_refusal_by_form_is_posted_and_what_came_in_is_text) {
  auto wish = with(with(wish_of(app), "response_mode", "form_post"), "state", "\"><script>x");
  const auto told = consent(wish, "reject");
  BOOST_TEST(is_page(told, 200));
  BOOST_TEST(told.body.find("name=\"error\" value=\"access_denied\"") != told.body.npos);
  BOOST_TEST(told.body.find("\"><script>x") == told.body.npos);
}

BOOST_AUTO_TEST_CASE(programs_get_no_id_token_by_itself) {
  auto wish = with(with(wish_of(own), "response_mode", "form_post"), "response_type", "id_token");
  wish.emplace_back("nonce", "n-0S6");
  const auto response = send(with_cookie(asking("/oauth2/authorize", wish), cookie));
  BOOST_TEST(response.status == 401);
  BOOST_TEST(response.header("WWW-Authenticate").starts_with("Bearer error=\"invalid_grant\""));
}

BOOST_AUTO_TEST_CASE(browsers_need_no_state) {
  BOOST_TEST(sent_back(authorize(with(wish_of(own), "state", "")), "code") != "");
}

BOOST_AUTO_TEST_CASE(signed_in_programs_get_the_documented_statuses) {
  const std::tuple<const char*, std::string, int, const char*> rows[] = {
      {"state", "", 400, "invalid_state"},
      {"state", std::string(19, 's'), 400, "invalid_state"},
      {"state", std::string(601, 's'), 400, "invalid_state"},
      {"client_id", "0000000000000000", 401, "invalid_client"},
      {"redirect_uri", "https://evil.example/", 401, "redirect_uri_mismatch"},
      {"response_type", "token", 401, "invalid_grant"},
      {"response_type", "id_token", 401, "invalid_grant"},
      {"response_type", "", 400, "invalid_request"},
      {"scope", "*", 400, "invalid_scope"}};
  for (const auto& [name, value, status, word] : rows) {
    const auto response =
        send(with_cookie(asking("/oauth2/authorize", with(wish_of(own), name, value)), cookie));
    BOOST_TEST(response.status == status, name);
    BOOST_TEST(response.body == "");
    BOOST_TEST(
        response.header("WWW-Authenticate")
            .starts_with("Bearer error=\"" + std::string(word) + "\", error_description=\""));
    BOOST_TEST(response.header("Location") == "");
  }
  const auto right = send(with_cookie(asking("/oauth2/authorize", wish_of(own)), cookie));
  BOOST_TEST(sent_back(right, "code") != "");
}

BOOST_AUTO_TEST_CASE(hardened_programs_are_told_in_the_words_of_the_rfc) {
  HardenedOAuthService service;
  const auto ask = [&](const Fields& wish) {
    auto request = asking("/oauth2/authorize", wish);
    request.cookies.add("__Host-id", service.cookie);
    return service.send(request);
  };
  const auto unknown = ask(with(service.wish_of(service.own), "client_id", "x"));
  BOOST_TEST(unknown.status == 400);
  BOOST_TEST(text(unknown, "error") == "invalid_client");
  const auto refused = ask(with(service.wish_of(service.own), "response_type", "token"));
  BOOST_TEST(sent_back(refused, "error") == "unsupported_response_type");
}

BOOST_AUTO_TEST_SUITE_END()
