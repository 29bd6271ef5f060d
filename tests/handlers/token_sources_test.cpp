#include "token/authentication.h"
#include "token_service.h"

using Method = gateway::Method;

namespace {

/// GET /token with its arguments in these places.
struct Sources : TokenService {
  Sources() { create("alice", "pass word"); }

  int status(const std::string& body, const std::string& media_type,
             const std::vector<std::pair<std::string, std::string>>& query) {
    auto asked = request(Method::get, "/token");
    asked.body = body;
    asked.media_type = media_type;
    for (const auto& [name, value] : query) asked.query.add(name, value);
    return send(asked).status;
  }
};

constexpr auto kForm = "application/x-www-form-urlencoded";
constexpr auto kJson = "application/json";
constexpr auto kRight = R"({"user":"alice","pass":"pass word"})";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(token_forms, Sources)

BOOST_AUTO_TEST_CASE(arguments_come_from_json_query_or_form_whatever_the_verb) {
  BOOST_TEST(status(kRight, kJson, {}) == 200);
  BOOST_TEST(status(kRight, "application/vnd.api+json", {}) == 200);
  BOOST_TEST(status("", "", {{"user", "alice"}, {"pass", "pass word"}}) == 200);
  BOOST_TEST(status("user=alice&pass=pass+word", kForm, {}) == 200);
  BOOST_TEST(status("user=alice", kForm, {{"pass", "pass word"}}) == 200);
  BOOST_TEST(status(kRight, "text/plain", {}) == 400);
  const auto token = token_of("alice");
  const auto form = with_form(request(Method::del, "/refresh_token", token),
                              "refresh_token=" + refresh_token(token));
  BOOST_TEST(send(form).status == 204);
}

BOOST_AUTO_TEST_CASE(json_wins_over_the_query_and_that_over_the_form) {
  BOOST_TEST(status(kRight, kJson, {{"user", "bob"}, {"pass", "x"}}) == 200);
  BOOST_TEST(status(R"({"user":"alice","pass":"x"})", kJson, {{"pass", "pass word"}}) == 404);
  BOOST_TEST(status("user=bob&pass=x", kForm, {{"user", "alice"}, {"pass", "pass word"}}) == 200);
  BOOST_TEST(status("user=alice&pass=pass+word", kForm, {{"user", "bob"}}) == 404);
}

BOOST_AUTO_TEST_CASE(of_several_values_the_first_counts) {
  BOOST_TEST(status("", "", {{"user", "alice"}, {"user", "bob"}, {"pass", "pass word"}}) == 200);
  BOOST_TEST(status("user=alice&user=bob&pass=pass+word&pass=x", kForm, {}) == 200);
  BOOST_TEST(status(R"({"user":["alice","bob"],"pass":["pass word"]})", kJson, {}) == 200);
  BOOST_TEST(status(R"({"user":[],"pass":"pass word"})", kJson, {}) == 400);
}

BOOST_AUTO_TEST_CASE(numbers_become_text_and_null_is_present_and_empty) {
  create("12", "34");
  BOOST_TEST(status(R"({"user":12,"pass":34})", kJson, {}) == 200);
  BOOST_TEST(status(R"({"user":null,"pass":"x"})", kJson, {{"user", "alice"}}) == 404);
  BOOST_TEST(status(R"({"user":"alice","pass":null})", kJson, {{"pass", "pass word"}}) == 400);
}

BOOST_AUTO_TEST_CASE(a_member_that_nobody_asks_for_may_be_anything) {
  const auto* body = R"({"user":"alice","pass":"pass word","meta":{"x":[1]},"list":[{}],"no":[]})";
  BOOST_TEST(status(body, kJson, {}) == 200);
}

BOOST_AUTO_TEST_CASE(a_body_that_says_json_must_be_an_object) {
  for (const auto* body : {"", "{", "[]", "\"alice\"", "1", R"({"user":{"a":1},"pass":"x"})",
                           R"({"user":"a","user":"b","pass":"x"})", "{\"user\":\"\xff\"}"}) {
    auto asked = request(Method::get, "/token");
    asked.media_type = kJson;
    asked.body = body;
    asked.query.add("user", "alice");
    asked.query.add("pass", "pass word");
    const auto response = send(asked);
    BOOST_TEST(response.status == 400, body);
    BOOST_TEST(response.body ==
               "{\"message\":\"The browser (or proxy) sent a request that this server could not "
               "understand.\"}\n");
  }
}

BOOST_AUTO_TEST_CASE(a_form_may_come_in_parts) {
  const auto in_parts = [](gateway::Request made, const HttpWorld::Fields& fields) {
    made.media_type = gateway::kMultipart;
    made.headers.add("content-type", "multipart/form-data; boundary=b");
    for (const auto& [name, value] : fields) {
      made.body +=
          "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }
    made.body += "--b--\r\n";
    return made;
  };
  const HttpWorld::Fields bob{{"user", "bob"}, {"pass", "p&w %41"}};
  BOOST_TEST(send(in_parts(request(Method::post, "/user"), bob)).status == 201);
  const auto token = send(in_parts(request(Method::get, "/token"), bob));
  BOOST_TEST(token.status == 200);
  for (const auto* path : {"/user", "/check"}) {
    const auto asked = in_parts(request(Method::get, path), {{"access_token", token.body}});
    BOOST_TEST(send(asked).status == 200, path);
  }
  auto broken = in_parts(request(Method::post, "/user"), bob);
  broken.body.resize(20);
  BOOST_TEST(send(broken).status == 400);
  BOOST_TEST(send(in_parts(request(Method::post, "/account/register"), bob)).status == 415);
  BOOST_TEST(send(in_parts(request(Method::post, "/oauth2/token"), bob)).status == 415);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(token_authentication, Sources)

BOOST_AUTO_TEST_CASE(a_token_comes_in_the_header_a_form_or_the_query_but_not_in_json) {
  const auto token = token_of("alice");
  const auto path = "/refresh_token";
  BOOST_TEST(ask(Method::get, path, token).status == 200);
  BOOST_TEST(send(with_form(request(Method::get, path), "access_token=" + token)).status == 200);
  auto query = request(Method::get, path);
  query.query.add("access_token", token);
  BOOST_TEST(send(query).status == 200);
  BOOST_TEST(ask(Method::get, path, {}, {{"access_token", token}}).status == 401);
  auto cookie = request(Method::get, path);
  cookie.cookies.add("access_token", token);
  BOOST_TEST(send(cookie).status == 401);
}

BOOST_AUTO_TEST_CASE(the_same_token_twice_is_fine_and_two_are_nobodys) {
  const auto token = token_of("alice");
  const auto other = token_of("alice");
  const auto both = [&](const std::string& header, const std::string& query) {
    auto asked = request(Method::get, "/refresh_token", header);
    asked.query.add("access_token", query);
    return send(asked).status;
  };
  BOOST_TEST(both(token, token) == 200);
  BOOST_TEST(both(token, other) == 401);
  BOOST_TEST(both(token, "") == 401);
  auto asked = with_form(request(Method::get, "/refresh_token"), "access_token=" + token);
  asked.query.add("access_token", other);
  BOOST_TEST(send(asked).status == 401);
}

BOOST_AUTO_TEST_CASE(another_kind_of_authorization_makes_it_nobody) {
  const auto token = token_of("alice");
  for (const std::string& credentials :
       {"bearer " + token, std::string("Basic eDp5"), "Bearer  " + token, std::string("Bearer")}) {
    auto asked = request(Method::get, "/refresh_token");
    asked.headers.add("authorization", credentials);
    asked.query.add("access_token", token);
    const auto response = send(asked);
    BOOST_TEST(response.status == 401, credentials);
    BOOST_TEST(response.body.starts_with("{\"message\":\"The server could not verify"));
  }
}

BOOST_AUTO_TEST_CASE(a_token_that_only_renewed_is_403_where_a_password_is_wanted) {
  const auto renewed = exchange(refresh_token(token_of("alice"))).body;
  const auto response = ask(Method::get, "/refresh_token", renewed);
  BOOST_TEST(response.status == 403);
  BOOST_TEST(response.body.starts_with("{\"message\":\"You don't have the permission"));
}

BOOST_AUTO_TEST_CASE(a_request_is_claimed_by_its_access_token_or_by_a_bearer_token_of_ours) {
  const auto token = token_of("alice");
  BOOST_TEST(token::claims(request(Method::get, "/user", token)));
  BOOST_TEST(token::claims(request(Method::get, "/user", refresh_token(token))));
  BOOST_TEST(token::claims(with_form(request(Method::get, "/user"), "access_token=x")));
  auto query = request(Method::get, "/user", "opaque");
  query.query.add("access_token", "");
  BOOST_TEST(token::claims(query));
  for (const auto* bearer : {"", "opaque", "a.b.c", "..", "e30.e30.e30", "e30.eyJzdWIiOiIxIn0.x",
                             "e30.eyJ0b2tlbl90eXBlIjoib3RoZXIifQ.x"}) {
    BOOST_TEST(!token::claims(request(Method::get, "/user", bearer)), bearer);
  }
}

BOOST_AUTO_TEST_SUITE_END()
