// What a portal reports and is told, behind a real web server, with a real identity provider that
// is not ours.
#include <boost/test/unit_test.hpp>
#include <csignal>

#include "e2e/load.h"
#include "json/json.h"
#include "support/issuer.h"
#include "support/mariadb.h"
#include "support/places.h"
#include "support/poll.h"
#include "support/replication.h"
#include "support/web_servers.h"

namespace {

constexpr auto kJson = "application/json; charset=utf-8";
constexpr auto kSkylink = "_A70A-ibzv2Woueb2_LutFjMq5nL9bamDtoSxYeq4nYwng";
constexpr auto kBase32 = "vg7f80v8jf7fr5l2sudtnsnemhccpasppfqrd9ger89cb1tas9r317g";

// lighttpd wants to be told.
constexpr auto kNoBody = "Content-Length: 0";
constexpr auto kForm = "Content-Type: application/x-www-form-urlencoded";

std::string quoted(const std::string& text) { return '"' + text + '"'; }

Site::Settings settings_for(const Issuer& issuer, const Site::Settings& more = {}) {
  Site::Settings settings{{"portal.jwks_url", quoted(issuer.jwks_url())},
                          {"portal.allow_private_jwks", "true"},
                          {"portal.jwks_cooldown", "1"},
                          {"tiers.free.max_uploads", "3"}};
  settings.insert(more.begin(), more.end());
  return settings;
}

/// Somebody with a token, who is let in.
struct Person {
  Person(Site& site, Issuer& issuer, const std::string& subject)
      : client(site.client()), authorization("Authorization: Bearer " + issuer.token(subject)) {
    BOOST_TEST(eventually([&] { return get("/user").status == 200; }));
  }
  Answer get(const std::string& path) { return client.send({"GET", path, {authorization}, {}}); }
  Answer post(const std::string& path, const std::string& form = "") {
    if (form.empty()) return client.send({"POST", path, {authorization, kNoBody}, {}});
    return client.send({"POST", path, {authorization, kForm}, form});
  }
  int track(const std::string& what, const std::string& form = "") {
    return post("/track/" + what, form).status;
  }

  HttpClient client;
  std::string authorization;
};

json::Value object_of(const Answer& answer) {
  BOOST_REQUIRE(answer.status == 200);
  BOOST_TEST(answer.header("content-type") == kJson);
  BOOST_TEST(answer.body.ends_with("}\n"));
  return json::parse_object(answer.body);
}

std::int64_t number(const json::Value& object, std::string_view name) {
  return json::integer_member(object, name).value_or(-1);
}

void tracking(Site& site, Person& ada) {
  const std::string upload = std::string("upload/") + kSkylink;
  const std::string download = std::string("download/") + kBase32;
  auto stranger = site.client();
  for (const auto& what : {upload, download, std::string("registry/read"),
                           std::string("registry/write"), std::string("upload/x")}) {
    BOOST_TEST(stranger.send({"POST", "/track/" + what, {kNoBody}, {}}).status == 401, what);
  }
  BOOST_TEST(ada.track(upload) == 204);
  BOOST_TEST(ada.track(upload + "?bytes=5000000") == 204);
  BOOST_TEST(ada.track(download, "bytes=100") == 204);
  BOOST_TEST(ada.track(download) == 204);
  BOOST_TEST(ada.track(download, "bytes=0") == 204);
  BOOST_TEST(ada.track("download/x", "bytes=0") == 204);
  BOOST_TEST(ada.track("registry/read") == 204);
  BOOST_TEST(ada.track("registry/write") == 204);
  for (const auto* what : {"upload/x", "download/x", "upload/sia:x"}) {
    BOOST_TEST(ada.track(what) == 400, what);
  }
  BOOST_TEST(ada.track(download, "bytes=-1") == 400);
}

void listing(Person& ada) {
  const auto uploads = object_of(ada.get("/user/uploads?pageSize=1"));
  BOOST_TEST(number(uploads, "count") == 2);
  BOOST_TEST(number(uploads, "pageSize") == 1);
  BOOST_REQUIRE(uploads.at("items").size() == 1U);
  const auto next = object_of(ada.get("/user/uploads?pageSize=1&offset=1"));
  BOOST_REQUIRE(next.at("items").size() == 1U);
  // Two of the same millisecond are in either order.
  BOOST_TEST(number(uploads.at("items").at(0), "size") + number(next.at("items").at(0), "size") ==
             5'000'000);
  const auto downloads = object_of(ada.get("/user/downloads?offset=1"));
  BOOST_TEST(number(downloads, "count") == 2);
  BOOST_TEST(number(downloads, "offset") == 1);
  const auto& item = downloads.at("items").at(0);
  BOOST_TEST(json::text_member(item, "skylink").value_or("") == kSkylink);
  BOOST_TEST(json::text_member(item, "downloadedOn").value_or("").size() == 24U);
  BOOST_TEST(ada.get("/user/uploads?offset=-1").status == 400);
  BOOST_TEST(ada.client.get("/user/downloads").status == 401);
}

void summing_up(Person& ada) {
  const auto stats = object_of(ada.get("/user/stats"));
  BOOST_TEST(number(stats, "numUploads") == 2);
  BOOST_TEST(number(stats, "totalUploadsSize") == 5'000'000);
  BOOST_TEST(number(stats, "rawStorageUsed") == 200 << 20);
  BOOST_TEST(number(stats, "numRegReads") == 1);
  BOOST_TEST(number(stats, "bwRegWrites") == 5 << 20);
  const auto user = object_of(ada.get("/user"));
  BOOST_TEST(number(user, "storageUsed") == (4 + 4 + 40) << 20);
  BOOST_TEST(number(user, "bandwidthUsed") == (206 << 20) + 2 * 200 * 1024 + 128);
  BOOST_TEST(ada.client.get("/user/stats").status == 401);
}

void being_limited(Person& ada) {
  BOOST_TEST(object_of(ada.client.get("/limits")).at("userLimits").size() == 5U);
  BOOST_TEST(number(object_of(ada.client.get("/user/limits")), "tierID") == 0);
  auto limits = object_of(ada.get("/user/limits"));
  BOOST_TEST(json::text_member(limits, "sub").value_or("") == "ada");
  BOOST_TEST(number(limits, "upload") == 8 * 1310720);
  for (int i = 0; i < 2; ++i) BOOST_TEST(ada.track(std::string("upload/") + kSkylink) == 204);
  limits = object_of(ada.get("/user/limits?unit=byte"));
  BOOST_TEST(number(limits, "tierID") == 1);
  BOOST_TEST(number(limits, "upload") == 655360);
  BOOST_TEST(number(limits, "registry") == 250);
}

void leaving(Person& ada) {
  BOOST_TEST(ada.client.send({"DELETE", "/user", {ada.authorization}, {}}).status == 204);
  BOOST_TEST(number(object_of(ada.get("/user/uploads")), "count") == 0);
  BOOST_TEST(number(object_of(ada.get("/user/stats")), "bwUploadsTotal") == 0);
}

void walk_the_usage(Site& site, Issuer& issuer) {
  Person ada(site, issuer, "ada");
  BOOST_TEST_CONTEXT("tracking") { tracking(site, ada); }
  BOOST_TEST_CONTEXT("listing") { listing(ada); }
  BOOST_TEST_CONTEXT("summing up") { summing_up(ada); }
  BOOST_TEST_CONTEXT("being limited") { being_limited(ada); }
  BOOST_TEST_CONTEXT("leaving") { leaving(ada); }
}

/// Many servers of a portal reporting about one person at once.
void lose_nothing(Site& site, Issuer& issuer) {
  Person crowd(site, issuer, "crowd");
  Load load(site, 8, {"POST", "/track/registry/write", {crowd.authorization, kNoBody}, {}});
  load.wait_for(800);
  const auto statuses = load.failures();
  BOOST_TEST(statuses.size() == 1U);
  BOOST_TEST(statuses.contains(204));
  const auto stats = object_of(crowd.get("/user/stats"));
  BOOST_TEST(number(stats, "numRegWritesTotal") == load.answers());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(portal_usage_lighttpd)
BOOST_AUTO_TEST_CASE(usage_is_kept_and_told_as_the_portal_document_says) {
  Issuer issuer;
  Site site(kLighttpdSocket, settings_for(issuer));
  walk_the_usage(site, issuer);
  lose_nothing(site, issuer);
}
BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(portal_usage_mariadb)
BOOST_AUTO_TEST_CASE(usage_is_kept_and_told_as_the_portal_document_says) {
  MariaDb mariadb;
  Issuer issuer;
  Site site(kNginx, settings_for(issuer, {{"database.url", quoted(mariadb.new_database())}}));
  walk_the_usage(site, issuer);
  lose_nothing(site, issuer);
}
BOOST_AUTO_TEST_SUITE_END()

namespace {

std::string listed(const std::vector<std::string>& urls) {
  std::string list;
  for (const auto& url : urls) list += (list.empty() ? "" : ", ") + quoted(url);
  return "[" + list + "]";
}

long rows_of(const MariaDb& server, const std::string& url) {
  const auto name = url.substr(url.rfind("/test") + 1);
  return std::stol(
      server.ask("select count(*) from " + name.substr(0, name.find('?')) + ".usage_events"));
}

/// The lines of shell below the first line of a page that contains this.
std::string shell_below(const std::string& page, const std::string& line) {
  const auto text = read_file(source_path(page));
  const auto begin = text.find("```sh\n", text.find(line)) + 6;
  return text.substr(begin, text.find("```", begin) - begin);
}

void replace_all(std::string& text, const std::string& what, const std::string& by) {
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(portal_usage_replica)
BOOST_AUTO_TEST_CASE(what_a_replica_answers_has_all_that_was_told_before) {
  Replication servers(free_port());
  const auto url = servers.new_database();
  Issuer issuer;
  Site site(kNginx,
            settings_for(issuer, {{"database.url", quoted(url)},
                                  {"database.replicas", listed({servers.on_replica(url)})}}));
  const auto reads = [&] {
    return std::stol(
        servers.replica.ask("select variable_value from information_schema.global_status "
                            "where variable_name = 'com_select'"));
  };
  const auto before = reads();
  walk_the_usage(site, issuer);
  lose_nothing(site, issuer);
  BOOST_TEST(reads() > before + 10);  // the test's own question is one
  site.command({"check"});
  BOOST_TEST(
      read_file(site.scratch().at("output.log")).find("OK     replicas      follows, at 0-1-") !=
      std::string::npos);
}
BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(portal_usage_apart)

BOOST_AUTO_TEST_CASE(usage_in_two_databases_of_its_own_is_told_as_the_document_says) {
  MariaDb counting;
  const std::vector<std::string> urls{counting.new_database(), counting.new_database()};
  Issuer issuer;
  MariaDb mariadb;
  Site site(kNginx, settings_for(issuer, {{"database.url", quoted(mariadb.new_database())},
                                          {"usage.database", listed(urls)}}));
  walk_the_usage(site, issuer);
  lose_nothing(site, issuer);
  std::vector<std::unique_ptr<Person>> people;
  for (int i = 0; i < 8; ++i) {
    people.push_back(std::make_unique<Person>(site, issuer, "person" + std::to_string(i)));
    BOOST_TEST(people.back()->track("registry/read") == 204);
  }
  for (auto& person : people) {
    BOOST_TEST(number(object_of(person->get("/user/stats")), "numRegReads") == 1);
  }
  for (const auto& url : urls) BOOST_TEST(rows_of(counting, url) > 0);
}

BOOST_AUTO_TEST_CASE(while_its_database_is_away_nothing_else_is) {
  MariaDb counting;
  Issuer issuer;
  Site site(kNginx, settings_for(issuer, {{"usage.database", quoted(counting.new_database())},
                                          {"database.timeout", "1"}}));
  Person ada(site, issuer, "ada");
  BOOST_TEST(ada.track("registry/read") == 204);
  counting.stop();
  BOOST_TEST(ada.track("registry/read") == 503);
  BOOST_TEST(ada.get("/user/stats").status == 503);
  BOOST_TEST(number(object_of(ada.get("/user/limits")), "tierID") == 0);
  const auto health = site.client().get("/health");
  BOOST_TEST(health.status == 200);
  BOOST_TEST(health.body.find(R"("usage":"unavailable")") != std::string::npos);
  auto stranger = site.client();
  BOOST_TEST(stranger.send({"POST", "/user", {kForm}, "user=bob&pass=pass+word"}).status == 201);
  BOOST_TEST(stranger.send({"GET", "/token?user=bob&pass=pass+word", {}, {}}).status == 200);
  site.start_daemon();  // it starts without it, too
  BOOST_TEST(eventually([&] { return site.client().get("/health").status == 200; }));
  counting.start();
  BOOST_TEST(eventually([&] { return ada.track("registry/read") == 204; }));
  BOOST_TEST(number(object_of(ada.get("/user/stats")), "numRegReads") >= 2);
}

BOOST_AUTO_TEST_CASE(what_was_counted_is_moved_as_the_readme_says) {
  MariaDb server;
  const auto main = server.new_database();
  const auto own = server.new_database();
  Issuer issuer;
  Site site(kNginx, settings_for(issuer, {{"database.url", quoted(main)}}));
  Person ada(site, issuer, "ada");
  BOOST_TEST(ada.track("registry/read") == 204);
  site.daemon().send(SIGTERM);
  BOOST_TEST(eventually([&] { return !site.daemon().running(); }));
  const auto configuration = read_file(site.scratch().at("doorward.toml"));
  site.scratch().write("doorward.toml", configuration + "usage.database = " + quoted(own) + "\n");
  BOOST_TEST(site.command({"courier", "--once"}) == 78);
  auto lines = shell_below("handlers/portal/README.md", "To move what was counted");
  replace_all(lines, "doorward ", site.scratch().at("bin/doorward") + " ");
  const auto client = " --no-defaults --user=root --socket=" + server.directory().at("sock");
  replace_all(lines, "mariadb-dump ", "mariadb-dump" + client + " ");
  replace_all(lines, "| mariadb ", "| mariadb" + client + " ");
  replace_all(lines, " old ", " test1 ");
  replace_all(lines, " new\n", " test2\n");
  BOOST_TEST(run({.arguments = {"sh", "-ec", lines},
                  .environment = {{"DOORWARD_CONFIG", site.scratch().at("doorward.toml")}},
                  .directory = site.scratch().path(),
                  .log = site.scratch().at("moving.log")}) == 0,
             read_file(site.scratch().at("moving.log")));
  BOOST_TEST(site.command({"courier", "--once"}) == 0);
  site.start_daemon();
  BOOST_TEST(eventually([&] { return ada.track("registry/read") == 204; }));
  BOOST_TEST(number(object_of(ada.get("/user/stats")), "numRegReads") == 2);
}

BOOST_AUTO_TEST_SUITE_END()
