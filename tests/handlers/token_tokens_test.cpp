#include "accounts/identity/administration.h"
#include "config/config.h"
#include "token_service.h"

using Method = gateway::Method;

namespace {

json::Value claims_in(const gateway::Response& response) {
  BOOST_REQUIRE_EQUAL(response.status, 200);
  BOOST_TEST(response.header("Content-Type") == "application/json");
  BOOST_TEST(response.body.ends_with("}\n"));
  return json::parse_object(response.body);
}

std::vector<std::string> names_of(const json::Value& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.items()) names.push_back(name);
  return names;
}

std::string text(const json::Value& object, const char* name) {
  return std::string(json::text_member(object, name).value_or("absent"));
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(token_tokens, TokenService)

BOOST_AUTO_TEST_CASE(after_a_forgotten_password_was_set_anew_older_tokens_make_and_change_nothing) {
  make_account("alice");
  const auto access = token_of("alice");
  const auto refresh = refresh_token(access);
  clock.advance(std::chrono::milliseconds(1));
  auto asked = with_form(request(Method::post, "/password/forgotten"), "email=alice@example.org");
  asked.headers.add("sec-fetch-site", "same-origin");
  BOOST_REQUIRE_EQUAL(send(asked).status, 200);
  auto set = with_form(request(Method::post, "/password/reset"),
                       "password=a+new+password&token=" + mailed_token());
  set.headers.add("sec-fetch-site", "same-origin");
  BOOST_REQUIRE_EQUAL(send(set).status, 303);

  const auto ended = exchange(refresh);
  BOOST_TEST(ended.status == 400);
  BOOST_TEST(ended.body == error_line("InvalidTokenError", refresh));
  BOOST_TEST(ask(Method::patch, "/user", access, {{"pass", "x"}}).status == 401);
  BOOST_TEST(ask(Method::del, "/user", access).status == 401);
  BOOST_TEST(ask(Method::get, "/refresh_token", access).status == 401);
  BOOST_TEST(ask(Method::del, "/refresh_token", access, {{"refresh_token", refresh}}).status ==
             401);
  BOOST_TEST(check(access).status == 200);

  const auto fresh = sign_in_with("alice", "a new password");
  BOOST_REQUIRE_EQUAL(fresh.status, 200);
  BOOST_TEST(exchange(refresh_token(fresh.body)).status == 200);
}

BOOST_AUTO_TEST_CASE(a_password_gets_an_access_token_as_plain_text) {
  create("Alice", "pass word");
  const auto response = sign_in_with("ALICE", "pass word");
  BOOST_TEST(response.status == 200);
  BOOST_TEST(response.header("Content-Type") == "text/plain; charset=utf-8");
  const auto claims = claims_in(check(response.body));
  const std::vector<std::string> names{"user",       "exp", "nbf", "iat", "authentication_method",
                                       "token_type", "iss", "sub", "jti"};
  BOOST_TEST(names_of(claims) == names, boost::test_tools::per_element());
  BOOST_TEST(text(claims, "user") == "Alice");
  BOOST_TEST(text(claims, "authentication_method") == "password");
  BOOST_TEST(text(claims, "token_type") == "access_token");
  BOOST_TEST(text(claims, "iss") == "https://example.org");
  BOOST_TEST(text(claims, "sub") == account("alice")->id.text());
  const auto now = base::to_seconds(clock.now());
  BOOST_TEST(json::integer_member(claims, "iat").value() == now);
  BOOST_TEST(json::integer_member(claims, "nbf").value() == now);
  BOOST_TEST(json::integer_member(claims, "exp").value() == now + 72000);
}

BOOST_AUTO_TEST_CASE(two_tokens_of_one_second_are_two) {
  const auto first = token_of_new("alice");
  const auto second = token_of("alice");
  BOOST_TEST(first != second);
  const auto refresh = refresh_token(first);
  const auto kept = refresh_token(first);
  BOOST_TEST(refresh != kept);
  BOOST_TEST(ask(Method::del, "/refresh_token", first, {{"refresh_token", refresh}}).status == 204);
  BOOST_TEST(exchange(refresh).status == 400);
  BOOST_TEST(exchange(kept).status == 200);
}

BOOST_AUTO_TEST_CASE(
    unknown_names_wrong_passwords_and_those_who_may_not_have_classes_of_their_own) {
  create("alice", "pass word");
  register_account("bob");
  make_blocked_account("eve");
  const auto unknown = sign_in_with("nobody", "x");
  BOOST_TEST(unknown.status == 404);
  BOOST_TEST(unknown.body == error_line("UserDoesNotExistError", "nobody"));
  BOOST_TEST(sign_in_with("no name!", "x").body == error_line("UserDoesNotExistError", "no name!"));
  const auto wrong = sign_in_with("alice", "x");
  BOOST_TEST(wrong.status == 404);
  BOOST_TEST(wrong.body == error_line("IncorrectPasswordError", "alice"));
  for (const auto* name : {"bob", "eve"}) {
    BOOST_TEST(sign_in_with(name, "pass word").status == 403);
    BOOST_TEST(sign_in_with(name, "pass word").body == error_line("UserDeactivatedError", name));
    BOOST_TEST(sign_in_with(name, "wrong").body == error_line("IncorrectPasswordError", name));
  }
  BOOST_TEST(sign_in_with("alice", std::string(1025, 'x')).status == 400);
}

BOOST_AUTO_TEST_CASE(a_refresh_token_gets_access_tokens_that_tell_so) {
  const auto refresh = refresh_token(token_of_new("alice"));
  const auto renewed = exchange(refresh);
  BOOST_TEST(renewed.header("Content-Type") == "text/plain; charset=utf-8");
  const auto claims = claims_in(check(renewed.body));
  BOOST_TEST(text(claims, "authentication_method") == "refresh_token");
  BOOST_TEST(text(claims, "token_type") == "access_token");
  const auto with_empty_password = sign_in_with(refresh, "");
  BOOST_TEST(with_empty_password.status == 200);
  BOOST_TEST(ask(Method::get, "/refresh_token", renewed.body).status == 403);
}

BOOST_AUTO_TEST_CASE(what_is_no_living_refresh_token_gets_nothing) {
  const auto token = token_of_new("alice");
  const auto refresh = refresh_token(token);
  BOOST_TEST(exchange("x").status == 400);
  BOOST_TEST(exchange("x").body == error_line("InvalidTokenError", ""));
  BOOST_TEST(exchange(refresh + "x").body == error_line("InvalidTokenError", ""));
  BOOST_TEST(exchange(token).status == 400);
  BOOST_TEST(exchange(token).body == error_line("TokenTypeError", "Not a refresh token"));
  ask(Method::del, "/refresh_token", token, {{"refresh_token", refresh}});
  BOOST_TEST(exchange(refresh).status == 400);
  BOOST_TEST(exchange(refresh).body == error_line("InvalidTokenError", refresh));
  const auto living = refresh_token(token);
  clock.advance(std::chrono::seconds(2592000));
  BOOST_TEST(exchange(living).status == 200);  // through the second of its expiry
  clock.advance(std::chrono::seconds(1));
  BOOST_TEST(exchange(living).status == 400);
}

BOOST_AUTO_TEST_CASE(a_refresh_token_dies_with_its_account_even_when_the_name_lives_on) {
  const auto refresh = refresh_token(token_of_new("alice"));
  del("/account/delete", "", bearer(sign_in("alice")));
  const auto gone = exchange(refresh);
  BOOST_TEST(gone.status == 404);
  BOOST_TEST(gone.body == error_line("UserDoesNotExistError", "alice"));
  BOOST_TEST(create("alice", "other").status == 403);                  // nobody gets the name
  accounts::Administration(context).add({"alice", "", "other word"});  // but of an operator
  const auto differs = exchange(refresh);
  BOOST_TEST(differs.status == 400);
  BOOST_TEST(differs.body == error_line("InvalidTokenError", "alice"));
}

BOOST_AUTO_TEST_CASE(a_refresh_token_says_for_whom_it_is) {
  const auto token = token_of_new("alice");
  const auto refresh = refresh_token(token);
  BOOST_TEST(check(refresh).status == 400);
  BOOST_TEST(check(refresh).body == error_line("TokenTypeError", ""));
  BOOST_TEST(ask(Method::get, "/refresh_token", refresh).status == 401);
  BOOST_TEST(ask(Method::get, "/refresh_token", token).header("Content-Type") ==
             "text/plain; charset=utf-8");
}

BOOST_AUTO_TEST_CASE(only_its_owner_revokes_a_refresh_token_and_may_do_so_twice) {
  const auto alice = token_of_new("alice");
  const auto bob = token_of_new("bob");
  const auto refresh = refresh_token(alice);
  const auto revoke = [&](const std::string& token, const std::string& what) {
    return ask(Method::del, "/refresh_token", token, {{"refresh_token", what}});
  };
  BOOST_TEST(revoke(bob, refresh).status == 400);
  BOOST_TEST(revoke(bob, refresh).body == error_line("InvalidTokenError", ""));
  BOOST_TEST(revoke(alice, alice).body == error_line("TokenTypeError", "Not a refresh token"));
  BOOST_TEST(revoke(alice, "x").status == 400);
  BOOST_TEST(revoke("x", refresh).status == 401);
  BOOST_TEST(ask(Method::del, "/refresh_token", alice, json::Value::object()).status == 400);
  const auto renewed = exchange(refresh).body;
  const auto revoked = revoke(renewed, refresh);
  BOOST_TEST(revoked.status == 204);
  BOOST_TEST(revoked.body == "");
  BOOST_TEST(revoke(alice, refresh).status == 204);
  BOOST_TEST(check(renewed).status == 200);  // what it got lives on
}

BOOST_AUTO_TEST_CASE(checking_looks_at_the_argument_and_never_at_the_header) {
  const auto token = token_of_new("alice");
  BOOST_TEST(ask(Method::get, "/check", token).status == 400);
  BOOST_TEST(check("x").status == 400);
  BOOST_TEST(check("x").body == error_line("InvalidTokenError", ""));
  clock.advance(std::chrono::seconds(72000));
  BOOST_TEST(check(token).status == 200);
  clock.advance(std::chrono::seconds(1));
  BOOST_TEST(check(token).status == 400);
}

BOOST_AUTO_TEST_CASE(wrong_passwords_are_counted_and_over_the_budget_is_429) {
  TokenService service([](config::Config& config) { config.abuse.failures_per_address = 3; });
  service.create("alice", "pass word");
  for (int i = 0; i < 3; ++i) BOOST_TEST(service.sign_in_with("alice", "x").status == 404);
  for (const auto& response :
       {service.sign_in_with("alice", "pass word"), service.create("bob", "x")}) {
    BOOST_TEST(response.status == 429);
    BOOST_TEST(response.body.starts_with("{\"message\":"));
    BOOST_TEST(std::stoi(std::string(response.header("Retry-After"))) > 0);
  }
  service.clock.advance(std::chrono::minutes(31));
  BOOST_TEST(service.sign_in_with("alice", "pass word").status == 200);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(token_hardened, HardenedTokenService)

BOOST_AUTO_TEST_CASE(nobody_learns_who_has_an_account) {
  create("alice", "pass word");
  create("bob", "pass word");
  ask(Method::del, "/user", token_of("bob"));
  for (const auto* name : {"nobody", "alice", "bob"}) {
    const auto response = sign_in_with(name, "wrong");
    BOOST_TEST(response.status == 404);
    BOOST_TEST(response.body == error_line("IncorrectPasswordError", name));
  }
  BOOST_TEST(sign_in_with("bob", "pass word").body == error_line("IncorrectPasswordError", "bob"));
  BOOST_TEST(!account("bob")->password_hash);
}

BOOST_AUTO_TEST_CASE(an_unknown_name_costs_a_hash_like_a_wrong_password) {
  TokenService service([](config::Config& config) { config.token.mode = config::Mode::hardened; });
  service.create("bob", "pass word");
  service.ask(Method::del, "/user", service.token_of("bob"));
  const auto one = service.slots.take();
  const auto two = service.slots.take();
  for (const auto* name : {"nobody", "bob", "no name!"}) {
    BOOST_TEST(service.sign_in_with(name, "x").status == 503, name);
  }
}

BOOST_AUTO_TEST_CASE(secrets_in_the_query_are_refused) {
  const auto token = token_of_new("alice");
  const auto refresh = refresh_token(token);
  const auto with_query = [&](Method method, const std::string& path, const std::string& name,
                              const std::string& value, const std::string& bearer = {}) {
    auto made = request(method, path, bearer);
    if (name != "user") made.query.add("user", "alice");
    made.query.add(name, value);
    return send(made);
  };
  for (const auto& response :
       {with_query(Method::get, "/token", "pass", "pass word"),
        with_query(Method::get, "/token", "user", refresh),
        with_query(Method::post, "/user", "pass", "x"),
        with_query(Method::patch, "/user", "pass", "x", token),
        with_query(Method::get, "/check", "access_token", token),
        with_query(Method::get, "/user", "access_token", token),
        with_query(Method::get, "/refresh_token", "access_token", token),
        with_query(Method::del, "/refresh_token", "refresh_token", refresh, token)}) {
    BOOST_TEST(response.status == 400);
    BOOST_TEST(response.body.find("must not be in the query string") != std::string::npos);
  }
}

BOOST_AUTO_TEST_SUITE_END()
