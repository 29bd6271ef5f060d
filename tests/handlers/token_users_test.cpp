#include "config/config.h"
#include "token_service.h"

using Method = gateway::Method;

BOOST_FIXTURE_TEST_SUITE(token_users, TokenService)

BOOST_AUTO_TEST_CASE(a_new_user_is_201_with_an_empty_body_and_may_sign_in_at_once) {
  const auto response = create("Alice", "pass word");
  BOOST_TEST(response.status == 201);
  BOOST_TEST(response.body == "");
  BOOST_TEST(sign_in_with("alice", "pass word").status == 200);
  BOOST_TEST((account("alice")->state == model::AccountState::active));
  BOOST_TEST(!account("alice")->email);
}

BOOST_AUTO_TEST_CASE(a_name_that_anybody_has_is_403) {
  create("alice", "x");
  const auto taken = create("ALICE", "y");
  BOOST_TEST(taken.status == 403);
  BOOST_TEST(taken.header("Content-Type") == "application/json");
  BOOST_TEST(taken.body == error_line("UserAlreadyExistsError", "ALICE"));
  register_account("bob");
  BOOST_TEST(create("bob", "y").status == 403);
  BOOST_TEST(register_account("alice").status == 409);
}

BOOST_AUTO_TEST_CASE(a_name_is_free_again_when_its_registration_has_expired) {
  register_account("bob");
  clock.advance(std::chrono::seconds(601));
  BOOST_TEST(create("bob", "y").status == 201);
}

BOOST_AUTO_TEST_CASE(the_empty_name_is_one) {
  BOOST_TEST(create("", "pass word").status == 201);
  BOOST_TEST(create("", "pass word").status == 403);
  BOOST_TEST(sign_in_with("", "pass word").status == 200);
  BOOST_TEST(sign_in_with("", "wrong").status == 404);
}

BOOST_AUTO_TEST_CASE(with_an_empty_password_nobody_signs_in_anywhere) {
  BOOST_TEST(create("alice", "").status == 201);
  BOOST_TEST(sign_in_with("alice", "").status == 400);  // read as a refresh token
  BOOST_TEST(sign_in_with("alice", "x").status == 404);
  BOOST_TEST(post("/account/authenticate", R"({"username":"alice","password":"x"})").status == 401);
}

BOOST_AUTO_TEST_CASE(a_name_may_be_of_any_script_and_signs_in_at_every_door) {
  for (const std::string name : {"J\u00fcrgen", "\u0410\u043d\u043d\u0430", "\u5c71\u7530"}) {
    BOOST_TEST(create(name, "pass word").status == 201, name);
    BOOST_TEST(json::parse_object(check(token_of(name)).body)["user"] == name);
    const auto login = json::dump({{"username", name}, {"password", "pass word"}});
    BOOST_TEST(post("/account/authenticate", login).status == 200, name);
    const auto page =
        form("/authenticate/userpass", {{"username", name}, {"password", "pass word"}});
    BOOST_TEST(send(page).status == 303, name);
  }
  const auto again = create("JU\u0308RGEN", "x");
  BOOST_TEST(again.status == 403);
  BOOST_TEST(again.body == error_line("UserAlreadyExistsError", "JU\u0308RGEN"));
  BOOST_TEST(sign_in_with("ju\u0308rgen", "pass word").status == 200);
  BOOST_TEST(sign_in_with("jurgen", "pass word").status == 404);
  BOOST_TEST(create("\uff21\uff44\uff41", "x").status == 201);
  BOOST_TEST(create("ada", "x").status == 403);  // those were full-width
}

BOOST_AUTO_TEST_CASE(a_name_that_looks_like_another_is_nobodys) {
  create("ada", "x");
  for (const std::string name : {"\u0430\u0501\u0430", "\u0430nna", "\u0441\u043e\u0441\u043e"}) {
    const auto response = create(name, "x");
    BOOST_TEST(response.status == 400, name);
    BOOST_TEST(response.body.find("looks like") != std::string::npos, response.body);
  }
  BOOST_TEST(create("\u0436\u043e\u0440\u0430", "x").status == 201);
  // The same with a Greek omicron-like Armenian letter would mix scripts; with a look-alike of its
  // own script it is taken.
  BOOST_TEST(create("\u30ab\u30bf", "x").status == 201);
  BOOST_TEST(create("\u529b\u5915", "x").status == 403);  // Chinese, and the same to the eye
}

BOOST_AUTO_TEST_CASE(a_name_may_be_an_address_that_is_nobody_elses) {
  BOOST_TEST(create("Bob@example.net", "pass word").status == 201);
  BOOST_TEST(create("bob@EXAMPLE.net", "x").status == 403);
  BOOST_TEST(sign_in_with("bob@example.net", "pass word").status == 200);
  const auto page = [](const std::string& password) {
    return form("/authenticate/userpass",
                {{"username", "bob@example.net"}, {"password", password}});
  };
  BOOST_TEST(send(page("pass word")).status == 303);
  make_account("carol");
  BOOST_TEST(create("carol@example.org", "x").status == 403);
  BOOST_TEST(create(std::string(60, 'a') + "@b.example", "x").status == 400);
}

BOOST_AUTO_TEST_CASE(whoever_has_an_address_signs_in_by_it_whatever_others_are_called) {
  create("dave@example.org", "the squatter's");
  make_account("dave");
  const auto status = [this](const std::string& password) {
    return send(form("/authenticate/userpass",
                     {{"username", "dave@example.org"}, {"password", password}}))
        .status;
  };
  BOOST_TEST(status("pass word") == 303);
  BOOST_TEST(status("the squatter's") == 400);
  BOOST_TEST(sign_in_with("dave@example.org", "the squatter's").status == 200);
}

BOOST_FIXTURE_TEST_CASE(hardened_an_address_is_no_name, HardenedTokenService) {
  BOOST_TEST(create("bob@example.net", "x").status == 400);
}

BOOST_AUTO_TEST_CASE(a_reserved_name_is_said_to_be_reserved) {
  for (const std::string name : {"root", "Admin"}) {
    const auto response = create(name, "x");
    BOOST_TEST(response.status == 400);
    BOOST_TEST(response.body.find("reserved") != std::string::npos, response.body);
    BOOST_TEST(register_account(name).body.find("reserved") != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(names_that_are_none_and_endless_passwords_are_400) {
  for (const std::string& name :
       {std::string("a b"), std::string(".a"), std::string("\xc3"), std::string("\u265a"),
        std::string("a@b"), std::string(65, 'a')}) {
    const auto response = create(name, "x");
    BOOST_TEST(response.status == 400, name);
    BOOST_TEST(response.body.starts_with("{\"message\":\"A username has"), name);
  }
  BOOST_TEST(create("alice", std::string(1025, 'x')).status == 400);
  BOOST_TEST(create("alice", std::string(1024, 'x')).status == 201);
  BOOST_TEST(create("bob", std::string("a\0b", 3)).status == 201);
  BOOST_TEST(sign_in_with("bob", "a").status == 404);
}

BOOST_AUTO_TEST_CASE(what_is_missing_is_named_the_user_first) {
  const std::string text =
      "Missing required parameter in the JSON body or the post body or the query string";
  const auto missing = [&](const json::Value& arguments) {
    const auto response = ask(Method::post, "/user", {}, arguments);
    BOOST_TEST(response.status == 400);
    return response.body;
  };
  BOOST_TEST(missing(json::Value::object()) == "{\"message\":{\"user\":\"" + text + "\"}}\n");
  BOOST_TEST(missing({{"pass", "x"}}) == "{\"message\":{\"user\":\"" + text + "\"}}\n");
  BOOST_TEST(missing({{"user", "x"}}) == "{\"message\":{\"pass\":\"" + text + "\"}}\n");
}

BOOST_AUTO_TEST_CASE(a_user_signs_in_at_the_account_api_and_the_other_way_round) {
  create("alice", "pass word");
  BOOST_TEST(get("/account/tokens", bearer(sign_in("alice"))).status == 200);
  make_account("bob");
  BOOST_TEST(sign_in_with("bob", "pass word").status == 200);
}

BOOST_AUTO_TEST_CASE(with_a_valid_token_its_claims_are_shown_and_without_one_nothing) {
  const auto token = token_of_new("alice");
  const auto shown = ask(Method::get, "/user", token);
  BOOST_TEST(shown.status == 200);
  BOOST_TEST(shown.header("Content-Type") == "application/json");
  BOOST_TEST(shown.body == check(token).body);
  for (const auto& request :
       {request(Method::get, "/user", token + "x"), request(Method::get, "/user", "x"),
        request(Method::get, "/user", refresh_token(token))}) {
    const auto response = send(request);
    BOOST_TEST(response.status == 204);
    BOOST_TEST(response.body == "");
  }
  clock.advance(std::chrono::seconds(72001));
  BOOST_TEST(ask(Method::get, "/user", token).status == 204);
}

BOOST_AUTO_TEST_CASE(a_password_is_changed_and_tokens_stay_valid) {
  const auto token = token_of_new("alice");
  const auto response = ask(Method::patch, "/user", token, {{"pass", "other"}});
  BOOST_TEST(response.status == 200);
  BOOST_TEST(response.body == "");
  BOOST_TEST(sign_in_with("alice", "pass word").status == 404);
  BOOST_TEST(sign_in_with("alice", "other").status == 200);
  BOOST_TEST(check(token).status == 200);
  BOOST_TEST(ask(Method::patch, "/user", token, {{"pass", ""}}).status == 200);
  BOOST_TEST(sign_in_with("alice", "other").status == 404);
}

BOOST_AUTO_TEST_CASE(changing_a_password_asks_who_then_how_then_for_what) {
  const auto token = token_of_new("alice");
  const auto renewed = exchange(refresh_token(token)).body;
  const auto nothing = json::Value::object();
  BOOST_TEST(ask(Method::patch, "/user", {}, nothing).status == 401);
  BOOST_TEST(ask(Method::patch, "/user", renewed, nothing).status == 403);
  BOOST_TEST(ask(Method::patch, "/user", token, nothing).status == 400);
  BOOST_TEST(ask(Method::patch, "/user", token, {{"pass", std::string(1025, 'x')}}).status == 400);
}

BOOST_AUTO_TEST_CASE(deleting_leaves_a_tombstone) {
  const auto token = token_of_new("alice");
  const auto refresh = refresh_token(token);
  const auto bearer_token = sign_in("alice");
  BOOST_TEST(ask(Method::del, "/user", exchange(refresh).body).status == 403);
  BOOST_TEST(ask(Method::del, "/user").status == 401);
  const auto response = ask(Method::del, "/user", token);
  BOOST_TEST(response.status == 204);
  BOOST_TEST(response.body == "");
  BOOST_TEST(ask(Method::del, "/user", token).status == 404);
  BOOST_TEST(create("alice", "x").status == 403);
  BOOST_TEST(sign_in_with("alice", "pass word").body ==
             error_line("UserDeactivatedError", "alice"));
  BOOST_TEST(sign_in_with("alice", "pass word").status == 403);
  BOOST_TEST(sign_in_with("alice", "wrong").body == error_line("IncorrectPasswordError", "alice"));
  BOOST_TEST(exchange(refresh).status == 403);
  BOOST_TEST(exchange(refresh).body == error_line("UserDeactivatedError", "alice"));
  BOOST_TEST(get("/account/tokens", bearer(bearer_token)).status == 401);
  BOOST_TEST(check(token).status == 200);  // it is checked by the key alone
}

BOOST_AUTO_TEST_CASE(to_the_account_api_a_tombstone_is_nobody_whose_name_is_taken) {
  make_account("alice");
  BOOST_TEST(ask(Method::del, "/user", token_of("alice")).status == 204);
  const auto sign_in = [&](const std::string& password) {
    return post("/account/authenticate",
                json::dump({{"username", "alice"}, {"password", password}}))
        .status;
  };
  BOOST_TEST(sign_in("pass word") == 404);
  BOOST_TEST(sign_in("wrong") == 404);
  BOOST_TEST(register_account("alice").status == 409);
  const auto address_is_free = post(
      "/account/register", R"({"username":"alice2","password":"x","email":"alice@example.org"})");
  BOOST_TEST(address_is_free.status == 200);
}

BOOST_AUTO_TEST_CASE(a_deleted_or_blocked_account_may_do_nothing_with_its_token) {
  const auto deleted = token_of_new("alice");
  ask(Method::del, "/user", deleted);
  BOOST_TEST(ask(Method::get, "/refresh_token", deleted).status == 403);
  BOOST_TEST(ask(Method::get, "/refresh_token", deleted).body ==
             error_line("UserDeactivatedError", "alice"));
  BOOST_TEST(ask(Method::patch, "/user", deleted, {{"pass", "x"}}).status == 403);
  const auto gone = token_of_new("bob");
  del("/account/delete", "", bearer(sign_in("bob")));
  BOOST_TEST(ask(Method::get, "/refresh_token", gone).status == 404);
  BOOST_TEST(ask(Method::patch, "/user", gone, {{"pass", "x"}}).status == 404);
  BOOST_TEST(ask(Method::del, "/user", gone).status == 404);
}

BOOST_AUTO_TEST_CASE(a_client_that_makes_too_many_accounts_is_429) {
  TokenService service([](config::Config& config) { config.abuse.registrations_per_address = 1; });
  BOOST_TEST(service.create("alice", "x").status == 201);
  const auto response = service.create("bob", "x");
  BOOST_TEST(response.status == 429);
  BOOST_TEST(response.body.starts_with("{\"message\":"));
  BOOST_TEST(std::stoi(std::string(response.header("Retry-After"))) > 0);
}

BOOST_AUTO_TEST_SUITE_END()
