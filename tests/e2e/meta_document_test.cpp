// Walks the document of the meta API from top to bottom as a program would that somebody has let at
// their account, behind a real web server.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "e2e/people.h"
#include "json/json.h"
#include "support/mariadb.h"
#include "support/poll.h"
#include "support/public_keys.h"
#include "support/receiver.h"

namespace {

const std::string kAda = R"({"canonical_name":"~ada","name":"ada"})";

std::string json_of(const json::Value& value) { return json::dump(value); }

void expect(const Answer& answer, int status, const std::string& body) {
  BOOST_TEST(answer.status == status);
  BOOST_TEST(answer.body == body);
  if (!body.empty()) BOOST_TEST(answer.header("content-type") == "application/json");
}

void expect_fault(const Answer& answer, int status, const std::string& reason,
                  const std::string& field = {}) {
  json::Value entry = json::Value::object();
  if (!field.empty()) entry["field"] = field;
  entry["reason"] = reason;
  expect(answer, status, json_of({{"errors", json::Value::array({entry})}}));
}

void expect_unknown(const Answer& answer) { expect_fault(answer, 404, "404 not found"); }

json::Value object_in(const Answer& answer) {
  BOOST_REQUIRE_MESSAGE(answer.body.starts_with('{'), answer.status << " " << answer.body);
  return json::parse_object(answer.body);
}

/// "2026-01-31T12:00:00+00:00"
bool is_time(const std::string& text) { return text.size() == 25U && text.ends_with("+00:00"); }

/// A program; every call makes one request with its token.
class Program {
 public:
  Program(const Site& site, std::string token) : http_(site.client()), token_(std::move(token)) {}

  Answer get(const std::string& path) { return http_.with_token("GET", path, token_); }
  Answer put(const std::string& path, const json::Value& value) {
    return http_.json("PUT", path, json_of(value), token_);
  }
  Answer put(const std::string& path) { return http_.with_token("PUT", path, token_); }
  Answer post(const std::string& path, const json::Value& value) {
    return http_.json("POST", path, json_of(value), token_);
  }
  Answer del(const std::string& path) { return http_.with_token("DELETE", path, token_); }
  Answer ask(const std::string& header, const std::string& path) {
    return http_.send({"GET", path, {header}});
  }
  const std::string& token() const { return token_; }

 private:
  HttpClient http_;
  std::string token_;
};

/// What the meta API's own way gives: consent on the page, then the exchange.
std::string token_by_exchange(const Site& site, Browser& browser, const OAuthClient& client,
                              const std::string& scopes, const Browser::Fields& ticked) {
  const auto page =
      browser.visit("/oauth/authorize?" +
                    form_text({{"client_id", client.id}, {"scopes", scopes}, {"state", "s"}}));
  auto fields = ticked;
  fields.emplace_back("accept", "");
  const std::string back(browser.press(page, fields).header("location"));
  BOOST_TEST(back.starts_with("https://site.example/back?"), back);
  BOOST_TEST(parameter(back, "state") == "s");
  const auto exchanged =
      ask(site, "/oauth/exchange", client.with({{"exchange", parameter(back, "exchange")}}));
  BOOST_REQUIRE_MESSAGE(exchanged.status == 200, exchanged.body);
  BOOST_TEST(is_time(member(exchanged, "expires")));
  return member(exchanged, "token");
}

struct Cast {
  Site& site;
  Browser& browser;
  Program ada;     ///< may all that a client can get
  Program reader;  ///< of ada's keys alone
  Program bob;     ///< somebody else
  Receiver receiver;
};

void authorization(Cast& cast) {
  auto& ada = cast.ada;
  for (const auto* scheme : {"token ", "Bearer ", "bearer "}) {
    const auto answer =
        ada.ask(std::string("Authorization: ") + scheme + ada.token(), "/api/user/profile");
    BOOST_TEST(answer.status == 200, scheme);
  }
  const auto nobody = ada.ask("Accept: */*", "/api/user/profile");
  expect_fault(nobody, 401, "No authorization supplied (expected an OAuth token)");
  BOOST_TEST(nobody.header("www-authenticate") == "Bearer");
  expect_fault(ada.ask("Authorization: token x", "/api/user/profile"), 401,
               "Invalid or expired OAuth token");
  expect_fault(cast.reader.get("/api/user/audit-log"), 403,
               "Your OAuth token is not permitted to use this endpoint (needs audit:read)");
  expect_fault(cast.reader.post("/api/user/ssh-keys", {{"ssh-key", kSshKey}}), 403,
               "Your OAuth token is not permitted to use this endpoint (needs keys:write)");
  expect_fault(cast.reader.put("/api/user/profile", {{"bio", "x"}}), 403,
               "Your OAuth token is not permitted to use this endpoint (needs profile:write)");
}

std::string user(const std::string& email, const std::string& rest) {
  return R"({"canonical_name":"~ada","name":"ada","email":")" + email + R"(",)" + rest + "}";
}

void profile(Cast& cast) {
  auto& ada = cast.ada;
  const std::string path = "/api/user/profile";
  const std::string old = "ada@example.org";
  const std::string nothing = R"("url":null,"location":null,"bio":null,"use_pgp_key":null)";
  expect(ada.get(path), 200, user(old, nothing));
  const auto whole = user(
      old, R"("url":"https://ada.example","location":"K\u00f6ln","bio":"hi","use_pgp_key":null)");
  expect(ada.put(path, {{"url", "https://ada.example"}, {"location", "K\u00f6ln"}, {"bio", "hi"}}),
         200, whole);
  expect(ada.put(path, json::Value::object()), 200, whole);
  expect(ada.get(path), 200, whole);
  expect(ada.put(path, {{"url", nullptr}, {"location", ""}, {"bio", nullptr}}), 200,
         user(old, nothing));
  expect(ada.put(path, {{"url", "ftp://x"}, {"bio", std::string(4097, 'x')}, {"email", ""}}), 400,
         R"({"errors":[{"field":"email","reason":"email is required"},)"
         R"({"field":"url","reason":"URL must be a valid http or https URL"},)"
         R"({"field":"bio","reason":"Bio must fewer than 4096 characters."}]})");
  expect_fault(ada.put(path, {{"email", "bob@example.org"}}), 400,
               "This email address is already in use.", "email");
  expect(ada.put(path, {{"email", "new@example.org"}}), 200, user(old, nothing));
  expect(ada.get(path), 200, user(old, nothing));
  const auto token = cast.site.mailed_token("new@example.org");
  cast.browser.press(cast.browser.visit("/email/confirm?token=" + token),
                     {{"proof", "correct horse battery"}});
  expect(ada.get(path), 200, user("new@example.org", nothing));
  BOOST_TEST(cast.site.mails_to(old) > 0U);
}

void ssh_keys(Cast& cast) {
  auto& ada = cast.ada;
  const std::string path = "/api/user/ssh-keys";
  const auto added = ada.post(path, {{"ssh-key", std::string(kSshKey) + " at home"}});
  BOOST_TEST(added.status == 201);
  BOOST_TEST(!added.has("location"));
  const auto key = object_in(added);
  const auto id = std::to_string(key["id"].get<long long>());
  BOOST_TEST(is_time(key["authorized"]));
  expect(added, 201,
         R"({"id":)" + id + R"(,"authorized":")" + key["authorized"].get<std::string>() +
             R"(","comment":"at home","fingerprint":")" + kSshFingerprint +
             R"(","fingerprint_sha256":")" + kSshSha256 + R"(","key":")" + kSshKey +
             R"( at home","owner":)" + kAda + R"(,"last_used":null})");
  expect(ada.get(path + "/" + id), 200, added.body);
  expect(cast.reader.get(path), 200,
         R"({"next":null,"results":[)" + added.body + R"(],"total":1,"results_per_page":50})");
  const auto used = ada.put(path + "/" + id);
  BOOST_TEST(used.status == 200);
  BOOST_TEST(is_time(object_in(used)["last_used"]));
  expect_fault(ada.post(path, json::Value::object()), 400, "ssh-key is required", "ssh-key");
  expect_fault(ada.post(path, {{"ssh-key", "ssh-rsa x"}}), 400, "This is not a valid SSH key",
               "ssh-key");
  for (auto* program : {&ada, &cast.bob}) {
    expect_fault(program->post(path, {{"ssh-key", kSshKey}}), 400,
                 "We already have this SSH key on file.", "ssh-key");
  }
  for (const auto& other : {id, std::string("99999999999999999999"), std::string("x")}) {
    expect_unknown(cast.bob.get(path + "/" + other));
    expect_unknown(cast.bob.put(path + "/" + other));
    expect_unknown(cast.bob.del(path + "/" + other));
  }
  const auto second = ada.post(path, {{"ssh-key", kOtherSshKey}});
  BOOST_TEST(second.status == 201);
  expect(ada.del(path + "/" + member(second, "id")), 204, "");
  expect_unknown(ada.get(path + "/" + member(second, "id")));
}

void pgp_keys(Cast& cast) {
  auto& ada = cast.ada;
  const std::string path = "/api/user/pgp-keys";
  const auto added = ada.post(path, {{"pgp-key", kPgpKey}});
  const auto key = object_in(added);
  const auto id = std::to_string(key["id"].get<long long>());
  expect(added, 201,
         R"({"id":)" + id + R"(,"key":)" + json_of(kPgpKey) + R"(,"key_id":")" + kPgpFingerprint +
             R"(","email":"ada@keys.example","authorized":")" +
             key["authorized"].get<std::string>() + R"(","expires":null,"owner":)" + kAda + "}");
  for (const auto& one : {id, std::string(kPgpFingerprint)}) {
    expect(cast.reader.get(path + "/" + one), 200, added.body);
    expect_unknown(cast.bob.get(path + "/" + one));
  }
  BOOST_TEST(object_in(ada.get(path))["total"] == 1);
  expect_fault(ada.post(path, {{"pgp-key", kPgpKey}}), 400, "This is a duplicate key", "pgp-key");
  expect_fault(ada.post(path, {{"pgp-key", ""}}), 400, "pgp-key is required", "pgp-key");
  const auto preferring = ada.put("/api/user/profile", {{"use_pgp_key", key["id"]}});
  BOOST_TEST(member(preferring, "use_pgp_key") == id);
  BOOST_TEST(ada.del(path + "/" + id).status == 400);
  BOOST_TEST(ada.put("/api/user/profile", {{"use_pgp_key", nullptr}}).status == 200);
  expect_unknown(cast.bob.del(path + "/" + id));
  expect(ada.del(path + "/" + id), 204, "");
  BOOST_TEST(ada.post(path, {{"pgp-key", kOtherPgpKey}}).status == 201);
}

void audit_log(Cast& cast) {
  const auto page = object_in(cast.ada.get("/api/user/audit-log"));
  std::map<std::string, std::string> details;
  for (const auto& entry : page["results"]) {
    BOOST_TEST(entry["ip"] == "127.0.0.1");
    BOOST_TEST(is_time(entry["created"]));
    const auto& detail = entry["details"];
    details.emplace(entry["action"], detail.is_null() ? "null" : detail.get<std::string>());
  }
  BOOST_TEST(details["updated profile via API"] == "null");
  BOOST_TEST(details["email updated"] != "");
  BOOST_TEST(details["ssh key added"].starts_with("Added SSH key "));
  BOOST_TEST(details["ssh key deleted"].starts_with("Deleted SSH key "));
  BOOST_TEST(details["pgp key added"].starts_with("Added PGP key "));
  BOOST_TEST(details["pgp key deleted"] == std::string("Deleted PGP key ") + kPgpFingerprint);
  BOOST_TEST(details["changed pgp key"] == "Set default PGP key to None");
  BOOST_TEST(details.contains("account created"));
  BOOST_TEST(details.contains("logged in"));
  BOOST_TEST(details.contains("oauth token issued"));
  const auto second = page["results"][1]["id"].get<long long>();
  const auto older = object_in(cast.ada.get("/api/user/audit-log?start=" + std::to_string(second)));
  BOOST_TEST(older["results"][0]["id"] == second);
  BOOST_TEST(older["total"] == page["total"]);
  expect_fault(cast.ada.get("/api/user/audit-log?start=x"), 400, "start should be an int", "start");
}

void pages_of_fifty(Cast& cast) {
  for (int i = 0; i < 52; ++i) cast.ada.put("/api/user/profile", {{"bio", std::to_string(i)}});
  const auto first = object_in(cast.ada.get("/api/user/audit-log?start=-1"));
  BOOST_TEST(first["results"].size() == 50U);
  BOOST_TEST(first["results_per_page"] == 50);
  const auto next = first["next"].get<std::string>();
  const auto second = object_in(cast.ada.get("/api/user/audit-log?start=" + next));
  BOOST_TEST(std::to_string(second["results"][0]["id"].get<long long>()) == next);
}

void look_ups(Cast& cast) {
  auto client = cast.site.client();
  const auto blob = std::string(kSshKey).substr(12);
  auto encoded = blob;
  for (auto at = encoded.find('/'); at != encoded.npos; at = encoded.find('/', at)) {
    encoded.replace(at, 1, "%2F");
  }
  for (const auto& text : {blob, encoded}) {
    const auto found = object_in(client.get("/api/ssh-key/" + text));
    BOOST_TEST(found["key"] == std::string(kSshKey) + " at home");
    BOOST_TEST(!found.contains("last_used"));
  }
  expect_unknown(client.get("/api/ssh-key/" + blob.substr(0, 30)));
  expect_unknown(client.get("/api//ssh-key/" + blob));
  const auto pgp = client.get(std::string("/api/pgp-key/") + kOtherPgpFingerprint);
  BOOST_TEST(member(pgp, "key") == kOtherPgpKey);
  expect_unknown(client.get(std::string("/api/pgp-key/") + kPgpFingerprint));
  const auto lines = client.get("/~ada.keys");
  BOOST_TEST(lines.status == 200);
  BOOST_TEST(lines.header("content-type") == "text/plain; charset=utf-8");
  BOOST_TEST(lines.body == std::string(kSshKey) + "\n");
  BOOST_TEST(client.get("/~ada.pgp").body == kOtherPgpKey);
  BOOST_TEST(client.get("/~bob.keys").body.empty());
  expect_unknown(client.get("/~eve.keys"));
}

const std::vector<std::string> kEvents{"profile:update", "ssh-key:add", "ssh-key:remove",
                                       "pgp-key:add", "pgp-key:remove"};

void subscribing(Cast& cast) {
  const std::string path = "/api/user/webhooks";
  const auto made = cast.ada.post(path, {{"url", cast.receiver.url("/ok")}, {"events", kEvents}});
  BOOST_REQUIRE_MESSAGE(made.status == 201, made.body);
  cast.receiver.trust(member(cast.ada.get("/api/webhook-key"), "key"), member(made, "secret"));
  expect_unknown(cast.bob.get(path + "/" + member(made, "id")));
  BOOST_TEST(
      cast.reader.post(path, {{"url", cast.receiver.url("/ok")}, {"events", {"profile:update"}}})
          .status == 400);
}

/// All that happened since came, in whatever order, with good signatures, and is told of.
void deliveries(Cast& cast) {
  const std::pair<const char*, std::string> expected[] = {
      {"profile:update", R"({"canonical_name":"~ada","name":"ada",)"},
      {"ssh-key:add", kOtherSshKey},
      {"ssh-key:remove", R"({"id":)"},
      {"pgp-key:add", kOtherPgpFingerprint},
      {"pgp-key:remove", R"({"id":)"}};
  for (const auto& [event, part] : expected) {
    BOOST_TEST(eventually([&, event = event, part = part] {
                 const auto all = cast.receiver.received();
                 return std::any_of(all.begin(), all.end(), [&](const auto& received) {
                   return received.event == event && received.body.find(part) != std::string::npos;
                 });
               }),
               event);
  }
  for (const auto& received : cast.receiver.received()) BOOST_TEST(received.good, received.event);
  const auto webhooks = object_in(cast.ada.get("/api/user/webhooks"));
  BOOST_TEST(webhooks["total"] == 1);
  const auto path = "/api/user/webhooks/" + std::to_string(webhooks["results"][0]["id"].get<int>());
  BOOST_TEST(eventually([&] {
    const auto told = object_in(cast.ada.get(path + "/deliveries"));
    return told["results"].back()["response_status"] == 200;
  }));
  expect(cast.ada.del(path), 204, "");
  expect_unknown(cast.ada.get(path));
}

void walk_behind(const Setup& setup, Site::Settings settings = {}) {
  settings["meta.allow_private_webhooks"] = "true";
  Site site(setup, settings);
  const auto client =
      add_client(site.scratch(), {"--name", "Site", "--redirect-uri", "https://site.example/back"});
  const auto keys =
      add_client(site.scratch(), {"--name", "Keys", "--grant", "password", "--scope", "keys"});
  const auto ada = register_person(site, "ada");
  const auto bob = register_person(site, "bob");
  Browser browser(site.url());
  BOOST_REQUIRE_EQUAL(browser.sign_in(ada.username, ada.password).status, 303);
  const auto token = token_by_exchange(
      site, browser, client, "profile:update,keys:write,audit-log:read",
      {{"scope:profile:write", "on"}, {"scope:keys:write", "on"}, {"scope:audit:read", "on"}});
  const auto all = add_client(site.scratch(), {"--name", "All", "--grant", "password", "--scope",
                                               "keys:write profile:write"});
  Cast cast{site,
            browser,
            Program(site, token),
            Program(site, tokens_of(site, keys, ada, "keys:read").access),
            Program(site, tokens_of(site, all, bob, "keys:write profile:write").access),
            {}};
  BOOST_TEST_CONTEXT("authorization") { authorization(cast); }
  BOOST_TEST_CONTEXT("subscribing") { subscribing(cast); }
  BOOST_TEST_CONTEXT("profile") { profile(cast); }
  BOOST_TEST_CONTEXT("ssh-keys") { ssh_keys(cast); }
  BOOST_TEST_CONTEXT("pgp-keys") { pgp_keys(cast); }
  BOOST_TEST_CONTEXT("audit-log") { audit_log(cast); }
  BOOST_TEST_CONTEXT("look-ups") { look_ups(cast); }
  BOOST_TEST_CONTEXT("deliveries") { deliveries(cast); }
  BOOST_TEST_CONTEXT("pages") { pages_of_fifty(cast); }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(meta_nginx)

BOOST_AUTO_TEST_CASE(answers_as_the_meta_document_says) { walk_behind(kNginx); }

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(meta_mariadb)

BOOST_AUTO_TEST_CASE(answers_as_the_meta_document_says) {
  MariaDb mariadb;
  walk_behind(kLighttpdSocket, {{"database.url", '"' + mariadb.new_database() + '"'}});
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(meta_slashes)

// Apache itself refuses encoded slashes.
BOOST_AUTO_TEST_CASE(apache_leaves_the_slashes_of_a_key_as_they_are) {
  const Site site(kApacheProxyFcgi);
  const auto client = add_client(
      site.scratch(), {"--name", "Keys", "--grant", "password", "--scope", "keys:write"});
  const auto ada = register_person(site, "ada");
  Program program(site, tokens_of(site, client, ada, "keys:write").access);
  BOOST_TEST(program.post("/api/user/ssh-keys", {{"ssh-key", kSshKey}}).status == 201);
  const auto found = site.client().get("/api/ssh-key/" + std::string(kSshKey).substr(12));
  BOOST_TEST(member(found, "key") == kSshKey);
  BOOST_TEST(site.client().get("/~ada.keys").body == std::string(kSshKey) + "\n");
}

BOOST_AUTO_TEST_SUITE_END()
