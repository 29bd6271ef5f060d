// The token endpoint in both dialects, introspection, revocation.
#include "config/config.h"
#include "oauth_service.h"
#include "support/count_statements.h"

namespace {

constexpr auto kDocumented = "/oauth2/access_token";

/// "401 invalid_client" and so on.
std::string verdict(const gateway::Response& response) {
  const auto object = json::parse_object(response.body);
  const auto error = json::text_member(object, "error").value_or("");
  return std::to_string(response.status) + (error.empty() ? "" : " " + std::string(error));
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(oauth_tokens, OAuthService)

BOOST_AUTO_TEST_CASE(a_code_gets_tokens) {
  const auto response = ask_tokens(code_grant(code()), basic(app));
  BOOST_TEST(response.status == 200);
  BOOST_TEST(response.header("Content-Type") == "application/json");
  BOOST_TEST(response.header("Cache-Control") == "no-store");
  BOOST_TEST(response.header("Pragma") == "no-cache");
  const std::vector<std::string> names{"token_type",    "access_token", "expires_in",
                                       "refresh_token", "scope",        "id_token"};
  BOOST_TEST(names_of(response) == names, boost::test_tools::per_element());
  BOOST_TEST(text(response, "token_type") == "Bearer");
  BOOST_TEST(text(response, "scope") == "openid keys:read");
}

BOOST_AUTO_TEST_CASE(a_client_names_itself_in_the_header_or_in_the_form) {
  auto fields = code_grant(code());
  fields.emplace_back("client_id", app.client.id);
  fields.emplace_back("client_secret", app.secret);
  BOOST_TEST(ask_tokens(fields).status == 200);
  fields = code_grant(sent_back(consent(wish_of(page)), "code"));
  fields.emplace_back("client_id", page.client.id);
  BOOST_TEST(ask_tokens(fields).status == 200);
  fields = {{"grant_type", "client_credentials"}, {"client_id", app.client.id}};
  BOOST_TEST(ask_tokens(fields, basic(app)).status == 200);
}

BOOST_AUTO_TEST_CASE(who_does_not_prove_to_be_a_client_is_refused) {
  const Fields grant{{"grant_type", "client_credentials"}};
  const auto in_form = [&](const std::string& name, const std::string& word) {
    return with(with(grant, "client_id", name), "client_secret", word);
  };
  const auto& id = app.client.id;
  const gateway::Response responses[] = {
      ask_tokens(grant),
      ask_tokens(grant, basic(id, "")),
      ask_tokens(grant, basic(id, "wrong")),
      ask_tokens(grant, basic(id, "%zz")),
      ask_tokens(grant, basic("%", app.secret)),
      ask_tokens(grant, basic("nobody", app.secret)),
      ask_tokens(grant, {{"authorization", "Basic ????"}}),
      ask_tokens(grant, {{"authorization", "Basic"}}),
      ask_tokens(grant, {{"authorization", "Bearer " + app.secret}}),
      ask_tokens(in_form(id, "")),
      ask_tokens(in_form(id, "wrong")),
      ask_tokens(with(grant, "client_id", id)),
      ask_tokens(with(grant, "client_secret", app.secret)),
      ask_tokens(in_form(page.client.id, "x"))};
  for (const auto& response : responses) {
    BOOST_TEST(verdict(response) == "401 invalid_client");
    BOOST_TEST(response.header("WWW-Authenticate") == "Basic realm=\"doorward\"");
  }
}

BOOST_AUTO_TEST_CASE(a_parameter_without_a_value_was_not_sent) {
  const auto& id = page.client.id;
  const auto fresh = [this] { return code_grant(sent_back(consent(wish_of(page)), "code")); };
  const auto with_id = [&](Fields fields) { return with(std::move(fields), "client_id", id); };
  for (const std::string path : {"/oauth2/token", kDocumented}) {
    BOOST_TEST(ask_tokens(with(with_id(fresh()), "client_secret", ""), {}, path).status == 200);
    BOOST_TEST(ask_tokens(fresh(), basic(id, ""), path).status == 200);
    auto empties = with_id(fresh());
    for (const auto* name : {"code", "scope", "client_id", "grant_type"}) {
      empties.emplace_back(name, "");  // beside a value, and where there is none
    }
    BOOST_TEST(ask_tokens(empties, {}, path).status == 200);
  }
  const Fields asked{{"token", "x"}, {"client_id", ""}, {"client_secret", ""}};
  for (const std::string path : {"/oauth2/introspect", "/oauth2/revoke"}) {
    BOOST_TEST(send(form(path, asked, basic(app))).status == 200);
    BOOST_TEST(verdict(send(form(path, asked, basic(app.client.id, "")))) == "401 invalid_client");
  }
}

BOOST_AUTO_TEST_CASE(the_same_credentials_in_two_places_are_those_and_others_are_a_contradiction) {
  const Fields grant{{"grant_type", "client_credentials"}};
  const auto in_form = [&](const std::string& id, const std::string& word) {
    return with(with(grant, "client_id", id), "client_secret", word);
  };
  const auto& id = app.client.id;
  for (const std::string path : {"/oauth2/token", kDocumented}) {
    const auto ask = [&](const Fields& fields, const Headers& headers) {
      return verdict(ask_tokens(fields, headers, path));
    };
    BOOST_TEST(ask(in_form(id, app.secret), basic(app)) == "200");
    BOOST_TEST(ask(with(grant, "client_secret", app.secret), basic(app)) == "200");
    BOOST_TEST(ask(in_form(id, app.secret), basic(id, "")) == "200");
    BOOST_TEST(ask(in_form(id, "other"), basic(app)) == "400 invalid_request");
    BOOST_TEST(ask(with(grant, "client_id", page.client.id), basic(app)) == "400 invalid_request");
  }
}

BOOST_AUTO_TEST_CASE(malformed_requests_are_told_so_on_either_path) {
  const auto grant = code_grant("x");
  for (const std::string path : {"/oauth2/token", kDocumented}) {
    auto twice = grant;
    twice.emplace_back("code", "y");
    BOOST_TEST(verdict(ask_tokens(twice, basic(app), path)) == "400 invalid_request");
    BOOST_TEST(verdict(ask_tokens({}, basic(app), path)) == "400 invalid_request");
    BOOST_TEST(verdict(ask_tokens({{"grant_type", ""}}, basic(app), path)) ==
               "400 invalid_request");
    BOOST_TEST(verdict(ask_tokens({{"grant_type", "authorization_code"}}, basic(app), path)) ==
               "400 invalid_request");
    BOOST_TEST(verdict(ask_tokens({{"grant_type", "magic"}}, basic(app), path)) ==
               "400 unsupported_grant_type");
    const auto got = send(asking(path, grant, basic(app)));
    BOOST_TEST(verdict(got) == "405 invalid_request");
    BOOST_TEST(got.header("Allow") == "POST, OPTIONS");
    auto xml = form(path, grant, basic(app));
    xml.media_type = "application/xml";
    BOOST_TEST(verdict(send(xml)) == "400 invalid_request");
  }
}

BOOST_AUTO_TEST_CASE(json_is_for_the_documented_path_alone) {
  const auto json_grant = [this](const std::string& path) {
    auto made = request(Method::post, path);
    made.media_type = "application/json";
    made.body = json::dump({{"grant_type", "authorization_code"},
                            {"code", code()},
                            {"redirect_uri", kCallback},
                            {"code_verifier", kVerifier},
                            {"client_id", app.client.id},
                            {"client_secret", app.secret},
                            {"number", 1}});
    return send(made);
  };
  BOOST_TEST(json_grant(kDocumented).status == 200);
  BOOST_TEST(verdict(json_grant("/oauth2/token")) == "400 invalid_request");
  auto made = request(Method::post, kDocumented);
  made.media_type = "application/json";
  made.body = "[1";
  BOOST_TEST(verdict(send(made)) == "400 invalid_request");
}

BOOST_AUTO_TEST_CASE(each_path_refuses_with_statuses_of_its_own) {
  const auto compare = [this](const Fields& fields, const Headers& headers, const std::string& rfc,
                              const std::string& documented) {
    BOOST_TEST(verdict(ask_tokens(fields, headers)) == rfc);
    const auto response = ask_tokens(fields, headers, kDocumented);
    BOOST_TEST(verdict(response) == documented);
    const auto word = documented.substr(4);
    BOOST_TEST(response.header("WWW-Authenticate").starts_with("Bearer error=\"" + word + "\""));
  };
  compare(code_grant("x"), basic(app), "400 invalid_grant", "401 invalid_grant");
  compare(code_grant("x"), basic(app.client.id, "x"), "401 invalid_client", "401 invalid_client");
  compare(code_grant("x"), {}, "401 invalid_client", "400 invalid_request");
  compare({{"grant_type", "client_credentials"}}, basic(own), "400 unauthorized_client",
          "401 invalid_client");
  compare({{"grant_type", "password"}, {"username", "ada"}, {"password", "x"}}, basic(own),
          "400 unauthorized_client", "401 invalid_client");
  compare({{"grant_type", "password"}, {"username", "ada"}, {"password", "x"}}, basic(app),
          "400 invalid_grant", "401 invalid_grant");
  compare({{"grant_type", "refresh_token"}, {"refresh_token", "x"}}, basic(app),
          "400 invalid_grant", "401 invalid_grant");
  compare({{"grant_type", "client_credentials"}, {"scope", "*"}}, basic(app), "400 invalid_scope",
          "400 invalid_scope");
  const auto elsewhere = [this] { return with(code_grant(code()), "redirect_uri", "https://x/"); };
  BOOST_TEST(verdict(ask_tokens(elsewhere(), basic(app))) == "400 invalid_grant");
  BOOST_TEST(verdict(ask_tokens(elsewhere(), basic(app), kDocumented)) ==
             "401 redirect_uri_mismatch");
}

BOOST_AUTO_TEST_CASE(hardened_both_paths_are_the_rfc) {
  HardenedOAuthService service;
  const auto response = service.ask_tokens(code_grant("x"), basic(service.app), kDocumented);
  BOOST_TEST(verdict(response) == "400 invalid_grant");
  auto made = form(kDocumented, code_grant("x"), basic(service.app));
  made.media_type = "application/json";
  made.body = "{}";
  BOOST_TEST(verdict(service.send(made)) == "400 invalid_request");
}

BOOST_AUTO_TEST_CASE(the_other_grants_give_tokens_too) {
  const auto first = tokens_for();
  const auto renewed =
      ask_tokens({{"grant_type", "refresh_token"}, {"refresh_token", text(first, "refresh_token")}},
                 basic(app));
  BOOST_TEST(renewed.status == 200);
  BOOST_TEST(text(renewed, "refresh_token") != text(first, "refresh_token"));
  const auto by_password = ask_tokens({{"grant_type", "password"},
                                       {"username", "ada@example.org"},
                                       {"password", "pass word"},
                                       {"scope", "basic"}},
                                      basic(app), kDocumented);
  BOOST_TEST(by_password.status == 200);
  BOOST_TEST(text(by_password, "scope") == "basic");
  const auto by_client = ask_tokens({{"grant_type", "client_credentials"}}, basic(app));
  BOOST_TEST(by_client.status == 200);
  BOOST_TEST(text(by_client, "refresh_token") == "");
}

BOOST_AUTO_TEST_CASE(too_many_wrong_passwords_are_429_in_json) {
  OAuthService service([](config::Config& config) { config.abuse.failures_per_account = 1; });
  const Fields wrong{{"grant_type", "password"}, {"username", "ada"}, {"password", "x"}};
  const auto from_elsewhere = [&](const Fields& fields) {
    auto made = form("/oauth2/token", fields, basic(service.app));
    made.client_address = "203.0.113.9";
    return service.send(made);
  };
  BOOST_TEST(verdict(from_elsewhere(wrong)) == "400 invalid_grant");
  const auto blocked = from_elsewhere(wrong);
  BOOST_TEST(verdict(blocked) == "429 temporarily_unavailable");
  BOOST_TEST(blocked.header("Retry-After") != "");
}

BOOST_AUTO_TEST_CASE(introspection_is_for_clients_with_a_secret_alone) {
  const Fields asked{{"token", access_token()}};
  BOOST_TEST(verdict(send(form("/oauth2/introspect", asked))) == "401 invalid_client");
  BOOST_TEST(verdict(send(form("/oauth2/introspect", with(asked, "client_id", page.client.id)))) ==
             "401 invalid_client");
  BOOST_TEST(verdict(send(form("/oauth2/introspect", {}, basic(app)))) == "400 invalid_request");
  const auto found = send(form("/oauth2/introspect", asked, basic(app)));
  BOOST_TEST(found.status == 200);
  const std::vector<std::string> names{"active",         "scope", "client_id", "username",
                                       "token_type",     "exp",   "iat",       "sub",
                                       "email_verified", "iss"};
  BOOST_TEST(names_of(found) == names, boost::test_tools::per_element());
  BOOST_TEST(text(found, "sub") == ada.text());
  for (const auto& [who, token] :
       {std::pair{own, asked[0].second}, std::pair{app, std::string("x")}}) {
    const auto none = send(form("/oauth2/introspect", {{"token", token}}, basic(who)));
    BOOST_TEST(none.status == 200);
    BOOST_TEST(none.body == R"({"active":false})");
  }
}

BOOST_AUTO_TEST_CASE(an_introspection_that_is_asked_for_again_asks_the_database_nothing) {
  const auto asked = form("/oauth2/introspect", {{"token", access_token()}}, basic(app));
  const auto introspect = [&] { BOOST_TEST(text(send(asked), "username") == "ada"); };
  introspect();
  BOOST_TEST(count_statements(database, introspect) == 0);
}

BOOST_AUTO_TEST_CASE(revocation_ends_ones_own_tokens_and_never_tells) {
  const auto issued = tokens_for();
  const auto access = text(issued, "access_token");
  const auto revoke = [this](const Made& who, const std::string& token) {
    return send(form("/oauth2/revoke", {{"token", token}}, basic(who))).status;
  };
  const auto lives = [&] {
    return send(asking("/oauth2/validate", {{"access_token", access}})).status == 200;
  };
  BOOST_TEST(revoke(own, access) == 200);
  BOOST_TEST(revoke(app, "unknown") == 200);
  BOOST_TEST(lives());
  BOOST_TEST(revoke(app, text(issued, "refresh_token")) == 200);
  BOOST_TEST(!lives());
  const auto answer = send(form("/oauth2/revoke", {{"token", "unknown"}}, basic(app)));
  BOOST_TEST(answer.body == "{}");
  BOOST_TEST(answer.header("Content-Type") == "application/json");
  BOOST_TEST(verdict(send(form("/oauth2/revoke", {{"token", access}}))) == "401 invalid_client");
}

BOOST_AUTO_TEST_SUITE_END()
