#include "portal/users.h"

#include "portal_service.h"
#include "store/accounts.h"
#include "store/session.h"

using gateway::Method;

namespace {

struct People : PortalService {
  std::vector<model::Account> accounts() {
    return database.read(
        [](store::Session& session) { return store::Accounts(session).list(base::Id(), 100); });
  }
  void run(const char* sql) {
    database.transaction([&](store::Session& session) { session.statement(sql).run(); });
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(portal_users, People)

BOOST_AUTO_TEST_CASE(the_first_sight_of_somebody_makes_an_account_in_the_free_tier) {
  const auto response = ask(Method::get, "/user", by());
  BOOST_TEST(response.status == 200);
  BOOST_TEST(response.header("Content-Type") == "application/json; charset=utf-8");
  BOOST_REQUIRE_EQUAL(accounts().size(), 1U);
  BOOST_TEST(response.body ==
             R"({"sub":"c0ffee","tier":1,"username":")" + accounts().front().username +
                 R"(","subscribedUntil":"0001-01-01T00:00:00Z","bandwidthUsed":0,"storageUsed":0})"
                 "\n");
  BOOST_TEST(ask(Method::get, "/user", by()).body == response.body);
  BOOST_TEST(accounts().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_subject_is_shown_as_it_is_but_harmless_in_a_page) {
  const auto response = ask(Method::get, "/user", by("<a&b>"));
  BOOST_TEST(response.body.starts_with(R"({"sub":"\u003ca\u0026b\u003e",)"));
  BOOST_TEST(json::text_member(json::parse_object(response.body), "sub").value() == "<a&b>");
}

BOOST_AUTO_TEST_CASE(everybody_has_an_account_of_their_own) {
  BOOST_TEST(user("one")["username"] != user("two")["username"]);
  BOOST_TEST(accounts().size() == 2U);
}

BOOST_AUTO_TEST_CASE(the_tier_of_an_operator_is_shown) {
  user();
  database.transaction([&](store::Session& session) {
    store::Accounts repository(session);
    repository.set_tier(repository.list(base::Id(), 1).front().id, 4);
  });
  BOOST_TEST(user()["tier"] == 4);
}

BOOST_AUTO_TEST_CASE(a_blocked_account_is_forbidden) {
  user();
  database.transaction([&](store::Session& session) {
    store::Accounts repository(session);
    repository.change_state(repository.list(base::Id(), 1).front().id, model::AccountState::active,
                            model::AccountState::blocked);
  });
  for (const auto method : {Method::get, Method::put, Method::del}) {
    BOOST_TEST(ask(method, "/user", by()).status == 403);
  }
  BOOST_TEST(accounts().size() == 1U);
}

BOOST_AUTO_TEST_CASE(when_no_account_can_be_made_the_answer_is_424) {
  run("create trigger full before insert on identities begin select raise(abort, 'full'); end");
  const auto response = ask(Method::get, "/user", by());
  BOOST_TEST(response.status == 424);
  BOOST_TEST(response.body == "{\"message\":\"The account could not be made.\"}\n");
  BOOST_TEST(accounts().empty());
}

BOOST_AUTO_TEST_CASE(with_the_database_in_ruins_it_is_500_and_nothing_of_that_is_told) {
  run("drop table identities");
  const auto response = ask(Method::get, "/user", by());
  BOOST_TEST(response.status == 500);
  BOOST_TEST(response.body.find("identities") == std::string::npos);
  BOOST_TEST(response.body.find(response.header("X-Request-Id")) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(head_tells_as_much_as_get) {
  BOOST_TEST(ask(Method::head, "/user", by()).status == 200);
  BOOST_TEST(ask(Method::head, "/user").status == 401);
}

BOOST_AUTO_TEST_CASE(put_gives_the_account_a_password_for_the_other_apis) {
  const auto response = put("/user", R"({"password":"correct horse"})", by());
  BOOST_TEST(response.status == 200);
  BOOST_TEST(response.body.starts_with(R"({"sub":"c0ffee","tier":1,)"));
  const auto name = accounts().front().username;
  const auto signed_in = post("/account/authenticate",
                              json::dump({{"username", name}, {"password", "correct horse"}}));
  BOOST_TEST(signed_in.status == 200);
}

BOOST_AUTO_TEST_CASE(put_refuses_by_name_what_is_not_the_callers_to_change) {
  for (const auto* body :
       {"", "x", "[]", "{}", R"({"tier":4})", R"({"tier":1})", R"({"email":"a@example.org"})",
        R"({"password":"correct horse","tier":4})", R"({"stripeCustomerId":"cus_1"})",
        R"({"password":""})", R"({"password":7})", R"({"password":null})", R"({"sub":"other"})"}) {
    const auto response = put("/user", body, by());
    BOOST_TEST(response.status == 400, body);
    BOOST_TEST(response.body.starts_with(R"({"message":")"), body);
  }
  BOOST_TEST(put("/user", json::dump({{"password", std::string(1025, 'x')}}), by()).status == 400);
  BOOST_TEST(put("/user", R"({"tier":4})", by()).body ==
             "{\"message\":\"Only an operator changes a tier.\"}\n");
  BOOST_TEST(user()["tier"] == 1);
  BOOST_TEST(!accounts().front().password_hash);
}

BOOST_AUTO_TEST_CASE(put_takes_json_that_says_so_alone) {
  auto form = request(Method::put, "/user", by());
  form.media_type = "text/plain";
  form.body = R"({"password":"correct horse"})";
  BOOST_TEST(send(form).status == 400);
}

BOOST_AUTO_TEST_CASE(delete_removes_the_account_with_all_that_is_its_own) {
  put("/user", R"({"password":"correct horse"})", by());
  const auto name = accounts().front().username;
  post("/account/authenticate", json::dump({{"username", name}, {"password", "correct horse"}}));
  ask(Method::post, "/track/registry/read", by());
  const auto response = ask(Method::del, "/user", by());
  BOOST_TEST(response.status == 204);
  BOOST_TEST(response.body == "");
  BOOST_TEST(response.header("Set-Cookie").starts_with("skynet-jwt=; Path=/; Max-Age=0;"));
  BOOST_TEST(accounts().empty());
  for (const auto* table : {"identities", "tokens"}) {
    const auto rows = database.read([&](store::Session& session) {
      return session.statement("select count(*) from " + std::string(table)).value<long>();
    });
    BOOST_TEST(rows.value() == 0, table);
  }
}

BOOST_AUTO_TEST_CASE(whoever_comes_back_after_that_begins_anew) {
  const auto before = user()["username"];
  ask(Method::del, "/user", by());
  BOOST_TEST(user()["username"] != before);
}

BOOST_AUTO_TEST_SUITE_END()
