#include <boost/test/unit_test.hpp>

#include "accounts/webhooks/events.h"
#include "crypto/webhook_signature.h"
#include "meta/views.h"
#include "meta_service.h"
#include "store/audit.h"
#include "store/webhooks.h"

namespace {

struct WebhookService : MetaService {
  std::string personal_token(const std::string& scopes) {
    return grants.make_personal_token(proof_of(context, ada), scopes, "test", std::chrono::hours(1),
                                      here);
  }

  gateway::Response ask(gateway::Method method, const std::string& path,
                        const std::string& json = {}) {
    return ask_with(mine, method, path, json);
  }
  gateway::Response ask_with(const std::string& token, gateway::Method method,
                             const std::string& path, const std::string& json = {}) {
    auto asked = request(method, path);
    if (const auto query = path.find("?start="); query != path.npos) {
      asked.path = path.substr(0, query);
      asked.query.add("start", path.substr(query + 7));
    }
    asked.headers.add("authorization", "token " + token);
    if (!json.empty()) asked.media_type = "application/json";
    asked.body = json;
    return send(std::move(asked));
  }
  gateway::Response subscribe(const std::string& json) {
    return ask(gateway::Method::post, kPath, json);
  }
  /// The errors of a refused subscription.
  std::string faults(const std::string& json) {
    const auto refused = subscribe(json);
    BOOST_TEST(refused.status == 400);
    return refused.body;
  }
  /// The id of a new subscription to SSH keys.
  std::string subscribed() {
    const auto made = subscribe(R"({"url":"https://a.example/hook","events":["ssh-key:add"]})");
    BOOST_REQUIRE(made.status == 201);
    return std::to_string(*json::integer_member(json::parse_object(made.body), "id"));
  }
  void fire() {
    database.transaction([&](store::Session& session) {
      accounts::fire(session, context, ada, accounts::SshKeyAdded{key, "ada"});
    });
  }

  /// How often the log says that one was enabled.
  long long audited() {
    const auto count = [this](store::Session& session) {
      const auto entries = store::Audit(session).of_account(ada, -1, 100);
      return std::ranges::count(entries, "account:webhook-enabled", &model::AuditEntry::event);
    };
    return database.read(count);
  }

  static constexpr auto kPath = "/api/user/webhooks";
  const model::SshKey key = {};
  std::string mine = personal_token("keys:read");
};

using gateway::Method;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(meta_webhooks, WebhookService)

BOOST_AUTO_TEST_CASE(a_subscription_is_made_listed_shown_and_removed) {
  const auto made = subscribe(
      R"({"url":"https://a.example/hook","events":["ssh-key:remove","ssh-key:add"],"x":1})");
  BOOST_TEST(made.status == 201);
  BOOST_TEST(made.header("Content-Type") == "application/json");
  BOOST_TEST(text(made, "secret").starts_with("whsec_"));
  auto shown = made.body;
  shown.erase(shown.find(R"(,"secret")"));
  shown += "}";
  BOOST_TEST(shown.find(R"("created":"2023-11-14T22:13:)") != shown.npos);
  BOOST_TEST(shown.ends_with(
      R"("events":["ssh-key:remove","ssh-key:add"],"url":"https://a.example/hook","disabled":null})"));
  const auto id = std::to_string(*json::integer_member(json::parse_object(shown), "id"));
  BOOST_TEST(ask(Method::get, std::string(kPath) + "/" + id).body == shown);
  BOOST_TEST(ask(Method::get, kPath).body ==
             R"({"next":null,"results":[)" + shown + R"(],"total":1,"results_per_page":50})");
  BOOST_TEST(ask(Method::del, std::string(kPath) + "/" + id).status == 204);
  BOOST_TEST(ask(Method::get, std::string(kPath) + "/" + id).status == 404);
}

BOOST_AUTO_TEST_CASE(a_subscription_whose_receiver_has_gone_shows_it_and_can_be_enabled) {
  const auto path = std::string(kPath) + "/" + subscribed();
  database.transaction(
      [&](store::Session& session) { store::Webhooks(session).disable(1, clock.now()); });
  BOOST_TEST(text(ask(Method::get, path), "disabled").starts_with("2023-11-14T22:13:"));
  BOOST_TEST(ask(Method::post, path + "/ping").status == 400);
  const auto other = personal_token("*");
  BOOST_TEST(ask_with(other, Method::post, path + "/enable").status == 404);
  const auto enabled = ask(Method::post, path + "/enable");
  BOOST_TEST(enabled.status == 200);
  BOOST_TEST(enabled.body.ends_with(R"("disabled":null})"), enabled.body);
  BOOST_TEST(audited() == 1);
  BOOST_TEST(ask(Method::post, path + "/enable").body == enabled.body);
  BOOST_TEST(audited() == 1);
}

BOOST_AUTO_TEST_CASE(a_ping_is_a_delivery_of_which_one_is_under_way) {
  const auto path = std::string(kPath) + "/" + subscribed();
  const auto ping = ask(Method::post, path + "/ping");
  BOOST_TEST(ping.status == 201);
  BOOST_TEST(text(ping, "event") == "ping");
  BOOST_TEST(text(ping, "payload") == R"({"event":"ping","webhook":1})");
  BOOST_TEST(ask(Method::post, path + "/ping").body == ping.body);
  BOOST_TEST(ask(Method::get, path + "/deliveries/" + text(ping, "id")).body == ping.body);
  BOOST_TEST(ask_with(personal_token("*"), Method::post, path + "/ping").status == 404);
}

BOOST_AUTO_TEST_CASE(each_refusal_has_the_reason_of_the_document) {
  BOOST_TEST(faults("{}") == R"({"errors":[{"field":"url","reason":"url is required"},)"
                             R"({"field":"events","reason":"events is required"}]})");
  BOOST_TEST(faults(R"({"url":"https://a.example","events":[]})") ==
             R"({"errors":[{"field":"events","reason":"events is required"}]})");
  for (const auto* events : {R"("ssh-key:add")", R"(["tea:ready"])", R"([1])"}) {
    BOOST_TEST(faults(std::string(R"({"url":"https://a.example","events":)") + events + "}") ==
                   R"({"errors":[{"field":"events","reason":"Unsupported event type"}]})",
               events);
  }
  BOOST_TEST(faults(R"({"url":"https://a.example","events":["profile:update"]})") ==
             R"({"errors":[{"reason":"Permission denied - does your token have the )"
             R"(appropriate scopes?"}]})");
  BOOST_TEST(faults(R"({"url":"http://127.1/","events":["ssh-key:add"]})") ==
             R"({"errors":[{"field":"url","reason":"url should have a public address"}]})");
}

BOOST_AUTO_TEST_CASE(another_tokens_subscription_and_what_is_no_id_are_not_found) {
  const auto id = subscribed();
  const auto other = personal_token("*");
  for (const auto& path :
       {"/" + id, "/" + id + "/deliveries",
        "/" + id + "/deliveries/01890000-0000-7000-8000-000000000000", std::string("/x"),
        std::string("/-1"), std::string("/99999999999999999999"),
        "/" + id + "/deliveries/nonsense"}) {
    const auto missing = ask_with(other, Method::get, kPath + path);
    BOOST_TEST(missing.status == 404, path);
    BOOST_TEST(missing.body == R"({"errors":[{"reason":"404 not found"}]})", path);
  }
  BOOST_TEST(ask_with(other, Method::del, std::string(kPath) + "/" + id).status == 404);
  BOOST_TEST(ask_with("dwo_none", Method::get, kPath).status == 401);
}

BOOST_AUTO_TEST_CASE(deliveries_are_listed_by_pages_shown_and_sent_again) {
  const auto path = std::string(kPath) + "/" + subscribed() + "/deliveries";
  for (int i = 0; i < 51; ++i) fire();
  const auto first = json::parse_object(ask(Method::get, path).body);
  BOOST_TEST(first["results"].size() == 50U);
  BOOST_TEST(first["total"] == 51);
  const auto rest = ask(Method::get, path + "?start=" + first["next"].get<std::string>());
  const auto last = json::parse_object(rest.body);
  BOOST_REQUIRE(last["results"].size() == 1U);
  BOOST_TEST(last["next"].is_null());
  const auto& delivery = last["results"][0];
  BOOST_TEST(delivery["event"] == "ssh-key:add");
  BOOST_TEST(delivery["url"] == "https://a.example/hook");
  BOOST_TEST(delivery["payload"] == meta::ssh_key_view(key, "ada", /*with_last_used=*/true));
  BOOST_TEST(delivery["response_status"] == -2);
  BOOST_TEST(delivery["response"].is_null());
  const auto one = path + "/" + delivery["id"].get<std::string>();
  BOOST_TEST(ask(Method::get, one).body == json::dump(delivery));
  const auto again = ask(Method::post, one + "/redeliver");
  BOOST_TEST(again.status == 200);
  BOOST_TEST(again.body == "{}");
}

BOOST_AUTO_TEST_CASE(everybody_may_see_the_key_that_verifies) {
  const auto shown = get("/api/webhook-key");
  BOOST_TEST(shown.status == 200);
  const auto verifier = crypto::WebhookSigner(secret).public_keys().at(0);
  BOOST_TEST(text(shown, "key") == verifier);
  BOOST_TEST(shown.body == R"({"key":")" + verifier + R"(","keys":[")" + verifier + R"("]})");
}

BOOST_AUTO_TEST_SUITE_END()
