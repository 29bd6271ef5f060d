#include "config/config.h"
#include "meta_service.h"

namespace {

const auto unknown_errors = json::parse(R"({"errors":[{"reason":"404 not found"}]})");

std::string error(const std::string& reason) {
  return json::dump({{"errors", {{{"reason", reason}}}}});
}

struct Lender : MetaService {
  Lender() {
    git = add({.name = "Git", .trusted = true, .redirect_uris = {"https://git.example/"}});
    headers = {{"x-oauth-id", git.client.id}, {"x-oauth-secret", git.secret}};
  }

  gateway::Response lend(const std::string& name) {
    return post("/api/delegate/scopes",
                json::dump({{"name", name}, {"description", "x"}, {"writable", false}}), headers);
  }

  grants::Clients::Made git;
  Headers headers;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(meta_exchange, MetaService)

BOOST_AUTO_TEST_CASE(an_exchange_token_becomes_a_token_from_json_or_from_a_form) {
  const auto as_json = post("/oauth/exchange", json::dump({{"client_id", site.client.id},
                                                           {"client_secret", site.secret},
                                                           {"exchange", exchange_token()}}));
  BOOST_TEST(as_json.status == 200);
  BOOST_TEST(as_json.header("Content-Type") == "application/json");
  BOOST_TEST(text(as_json, "token").starts_with("dwo_"));
  BOOST_TEST(text(as_json, "expires") == "2024-11-13T22:13:20+00:00");
  const auto as_form = send(form("/oauth/exchange", {{"client_id", site.client.id},
                                                     {"client_secret", site.secret},
                                                     {"exchange", exchange_token()}}));
  BOOST_TEST(as_form.status == 200);
}

BOOST_AUTO_TEST_CASE(a_field_that_is_one_and_comes_twice_is_refused) {
  const auto twice = send(form("/oauth/exchange", {{"client_id", site.client.id},
                                                   {"client_id", site.client.id},
                                                   {"client_secret", site.secret},
                                                   {"exchange", exchange_token()}}));
  BOOST_TEST(twice.status == 400);
  BOOST_TEST(twice.body ==
             R"({"errors":[{"field":"client_id","reason":"client_id may be given only once"}]})");
}

BOOST_AUTO_TEST_CASE(every_fault_of_a_body_is_told_at_once_and_refusals_in_words) {
  const auto empty = post("/oauth/exchange", R"({"client_id":null,"exchange":3})");
  BOOST_TEST(empty.status == 400);
  BOOST_TEST(empty.body ==
             R"({"errors":[{"field":"client_id","reason":"client_id may not be null"},)"
             R"({"field":"client_id","reason":"client_id is required"},)"
             R"({"field":"client_secret","reason":"client_secret is required"},)"
             R"({"field":"exchange","reason":"exchange should be a str"}]})");
  BOOST_TEST(post("/oauth/exchange", "{").body == error("Invalid JSON provided"));
  BOOST_TEST(post("/oauth/exchange", "[]").body == error("Expected JSON dictionary"));
  const auto ask = [&](const std::string& id, const std::string& word) {
    return post("/oauth/exchange",
                json::dump({{"client_id", id}, {"client_secret", word}, {"exchange", "x"}}));
  };
  BOOST_TEST(ask("0000000000000000", "x").body == error("Unknown client ID"));
  BOOST_TEST(ask(site.client.id, "x").body == error("Invalid client secret"));
  BOOST_TEST(ask(site.client.id, site.secret).body == error("Exchange token expired"));
  BOOST_TEST(ask(site.client.id, site.secret).status == 400);
}

BOOST_AUTO_TEST_CASE(a_service_asks_what_a_token_opens) {
  const auto good = token();
  const auto ask = [&](const std::string& asked, const std::string& id) {
    return post("/oauth/token/verify",
                json::dump({{"client_id", id},
                            {"client_secret", site.secret},
                            {"oauth_token", asked},
                            {"revocation_url", "https://site.example/over"}}));
  };
  const auto verified = ask(good, site.client.id);
  BOOST_TEST(verified.status == 200);
  BOOST_TEST(verified.body ==
             R"({"expires":"2024-11-13T22:13:20+00:00","scopes":"keys:write,profile:read"})");
  const auto everything =
      grants.make_personal_token(proof_of(context, ada), "*", "", std::chrono::hours(1), here);
  BOOST_TEST(text(ask(everything, site.client.id), "scopes") == "*");
  BOOST_TEST(ask("dwo_x", site.client.id).body == error("Invalid or expired OAuth token"));
  BOOST_TEST(ask(good, "0000000000000000").status == 404);
  BOOST_TEST(ask(good, "0000000000000000").body == error("404 not found"));
}

BOOST_AUTO_TEST_CASE(the_token_may_stand_in_the_path_but_not_where_it_is_hardened) {
  const auto body = json::dump({{"client_id", site.client.id}, {"client_secret", site.secret}});
  const auto path = "/oauth/token/" + token();
  BOOST_TEST(post(path, body).status == 200);
  BOOST_TEST(get(path).status == 405);
  BOOST_TEST(get(path).body == error("405 method not allowed"));
}

BOOST_AUTO_TEST_CASE(hardened_no_token_stands_in_a_path) {
  MetaService hardened([](config::Config& config) { config.oauth.mode = config::Mode::hardened; });
  BOOST_TEST(hardened.post("/oauth/token/dwo_x", "{}").status == 404);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(meta_delegation, Lender)

BOOST_AUTO_TEST_CASE(a_service_lends_shows_lists_and_takes_back_its_scopes) {
  const auto created = lend("repo");
  BOOST_TEST(created.status == 201);
  BOOST_TEST(created.header("Content-Type") == "application/json");
  BOOST_TEST(created.body ==
             R"({"id":1,"created":"2023-11-14T22:13:20+00:00",)"
             R"("updated":"2023-11-14T22:13:20+00:00","name":"repo","description":"x",)"
             R"("writable":false})");
  BOOST_TEST(get("/api/delegate/scopes/1", headers).body == created.body);
  BOOST_TEST(get("/api/delegate/scopes", headers).body ==
             R"({"next":null,"results":[)" + created.body +
                 R"(],"total":1,"results_per_page":50})");
  BOOST_TEST(lend("repo").body ==
             R"({"errors":[{"field":"name","reason":"A scope with this name already exists."}]})");
  BOOST_TEST(del("/api/delegate/scopes/1", "", headers).status == 204);
  BOOST_TEST(get("/api/delegate/scopes/1", headers).status == 404);
}

BOOST_AUTO_TEST_CASE(what_is_missing_is_told) {
  const auto response = post("/api/delegate/scopes", R"({"writable":"yes"})", headers);
  BOOST_TEST(response.status == 400);
  BOOST_TEST(response.body == R"({"errors":[{"field":"name","reason":"name is required"},)"
                              R"({"field":"description","reason":"description is required"},)"
                              R"({"field":"writable","reason":"writable should be a bool"}]})");
}

BOOST_AUTO_TEST_CASE(pages_go_from_the_newest_to_the_oldest_by_fifty) {
  for (char a = 'a'; a <= 'z'; ++a) {
    for (char b = 'a'; b <= 'b'; ++b) lend({a, b});
  }
  const auto first = json::parse_object(get("/api/delegate/scopes", headers).body);
  BOOST_TEST(first["results"].size() == 50U);
  BOOST_TEST(first["results"][0]["name"] == "zb");
  BOOST_TEST(first["next"] == "2");
  BOOST_TEST(first["total"] == 52);
  const auto page = [&](const std::string& start) {
    auto asked = request(gateway::Method::get, "/api/delegate/scopes");
    asked.query.add("start", start);
    for (const auto& [name, value] : headers) asked.headers.add(name, value);
    return send(asked);
  };
  const auto last = json::parse_object(page("2").body);
  BOOST_TEST(last["results"].size() == 2U);
  BOOST_TEST(last["next"].is_null());
  BOOST_TEST(json::parse_object(page("-1").body)["results"].size() == 50U);
  BOOST_TEST(json::parse_object(page("0").body)["results"].empty());
  BOOST_TEST(json::parse_object(page("-7").body)["results"].empty());
  for (const auto* start : {"x", "1.5", "99999999999999999999", "1?start=2"}) {
    BOOST_TEST(page(start).body ==
               R"({"errors":[{"field":"start","reason":"start should be an int"}]})");
  }
}

BOOST_AUTO_TEST_CASE(who_is_not_a_trusted_service_is_told_why_and_ids_of_others_are_refused) {
  BOOST_TEST(get("/api/delegate/scopes").status == 400);
  BOOST_TEST(get("/api/delegate/scopes").body ==
             error("Required X-OAuth-ID and X-OAuth-Secret headers missing"));
  lend("repo");
  const auto other =
      add({.name = "Other", .trusted = true, .redirect_uris = {"https://other.example/"}});
  const Headers theirs{{"x-oauth-id", other.client.id}, {"x-oauth-secret", other.secret}};
  BOOST_TEST(get("/api/delegate/scopes/1", theirs).status == 401);
  BOOST_TEST(get("/api/delegate/scopes/1", theirs).body == error("401 unauthorized"));
  for (const auto* id : {"2", "x", "-1", "1.0", "99999999999999999999"}) {
    const auto response = get("/api/delegate/scopes/" + std::string(id), headers);
    BOOST_TEST(response.status == 404, id);
    BOOST_TEST((json::parse(response.body) == unknown_errors));
  }
}

BOOST_AUTO_TEST_CASE(every_refusal_below_api_has_the_shape_of_this_api) {
  BOOST_TEST(get("/api/nothing").body == error("404 not found"));
  BOOST_TEST(get("/api/nothing").status == 404);
  BOOST_TEST(del("/api/version").body == error("405 method not allowed"));
  BOOST_TEST(del("/api/version").header("Allow") == "GET, HEAD, OPTIONS");
  BOOST_TEST(get("/api/version/").status == 404);
  BOOST_TEST(!text(get("/api/version"), "version").empty());
}

BOOST_AUTO_TEST_SUITE_END()
