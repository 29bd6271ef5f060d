#include <boost/test/unit_test.hpp>

#include "config/config.h"
#include "json/json.h"
#include "store/session.h"
#include "support/http_world.h"

BOOST_AUTO_TEST_SUITE(health)

BOOST_AUTO_TEST_CASE(a_service_that_can_work_says_so) {
  HttpWorld service;
  const auto response = service.get("/health");
  BOOST_TEST(response.status == 200);
  BOOST_TEST(response.body == R"({"status":"ok","version":"0.1.0","database":"ok","mail":"ok"})");
}

BOOST_AUTO_TEST_CASE(a_database_that_cannot_be_changed_is_not_ok) {
  HttpWorld service;
  BOOST_TEST(service.get("/health").status == 200);
  service.database.read([](store::Session& session) {
    session.statement("pragma query_only = 1").run();
    return 0;
  });
  const auto response = service.get("/health");
  BOOST_TEST(response.status == 503);
  BOOST_TEST(json::text_member(json::parse_object(response.body), "status").value() ==
             "unavailable");
}

BOOST_AUTO_TEST_CASE(head_asks_as_well_and_other_verbs_do_not) {
  HttpWorld service;
  gateway::Request request;
  request.path = "/health";
  request.method = gateway::Method::head;
  BOOST_TEST(service.send(request).status == 200);
  request.method = gateway::Method::post;
  BOOST_TEST(service.send(request).status == 405);
}

BOOST_AUTO_TEST_CASE(without_its_database_it_is_unavailable_and_tells_no_secret) {
  HttpWorld service(
      [](config::Config& config) {
        config.database.url = "mysql://user:secret-word@127.0.0.1:1/doorward";
        config.database.timeout = std::chrono::seconds(1);
      },
      HttpWorld::Schema::none);
  const auto response = service.get("/health");
  BOOST_TEST(response.status == 503);
  BOOST_TEST(response.header("Retry-After") != "");
  const auto object = json::parse_object(response.body);
  BOOST_TEST(json::text_member(object, "status").value() == "unavailable");
  BOOST_TEST(json::text_member(object, "database").value() == "unavailable");
  BOOST_TEST(json::text_member(object, "request_id").value() == response.header("X-Request-Id"));
  BOOST_TEST(object.size() == 4U);
  BOOST_TEST(response.body.find("127.0.0.1") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(databases_of_usage_are_told_of) {
  const TempDirectory directory;
  HttpWorld service([&](config::Config& config) {
    config.usage.database = {"sqlite:" + directory.file("usage.db")};
  });
  const auto response = service.get("/health");
  BOOST_TEST(response.status == 200);
  BOOST_TEST(response.body ==
             R"({"status":"ok","version":"0.1.0","database":"ok","mail":"ok","usage":"ok"})");
}

BOOST_AUTO_TEST_CASE(without_databases_of_usage_it_is_still_able_to_work) {
  HttpWorld service([](config::Config& config) {
    config.usage.database = {"mysql://user:secret-word@127.0.0.1:1/usage"};
    config.database.timeout = std::chrono::seconds(1);
  });
  const auto response = service.get("/health");
  BOOST_TEST(response.status == 200);
  const auto object = json::parse_object(response.body);
  BOOST_TEST(json::text_member(object, "usage").value() == "unavailable");
}

BOOST_AUTO_TEST_SUITE_END()
