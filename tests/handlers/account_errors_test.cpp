#include "account/errors.h"

#include <boost/test/unit_test.hpp>

#include "config/config.h"
#include "support/http_world.h"

using base::Error;
using base::ErrorCode;

namespace {

gateway::Response shown(const Error& error) {
  return account::show_error(error, gateway::Request(), "req-1");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(account_errors)

BOOST_AUTO_TEST_CASE(every_error_has_the_status_of_the_document) {
  const std::pair<ErrorCode, int> rows[] = {
      {ErrorCode::invalid_argument, 400},  {ErrorCode::unauthorized, 401},
      {ErrorCode::forbidden, 403},         {ErrorCode::too_many_requests, 403},
      {ErrorCode::not_found, 404},         {ErrorCode::method_not_allowed, 405},
      {ErrorCode::timeout, 408},           {ErrorCode::conflict, 409},
      {ErrorCode::payload_too_large, 413}, {ErrorCode::unsupported_media, 415},
      {ErrorCode::unprocessable, 422},     {ErrorCode::failed_dependency, 424},
      {ErrorCode::internal, 500},          {ErrorCode::unavailable, 503}};
  for (const auto& [code, status] : rows) BOOST_TEST(shown(Error(code)).status == status);
}

BOOST_AUTO_TEST_CASE(details_are_in_no_answer) {
  for (int code = 0; code <= static_cast<int>(ErrorCode::internal); ++code) {
    const auto error =
        Error(static_cast<ErrorCode>(code), {}, {"select * from accounts"}).about("username");
    const auto response = shown(error);
    BOOST_TEST(response.body.find("select") == std::string::npos);
    for (const auto& [name, value] : response.headers) {
      BOOST_TEST(value.find("select") == std::string::npos, name);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_database_that_is_gone_is_503_and_says_nothing_of_itself) {
  HttpWorld service(
      [](config::Config& config) {
        config.database.url = "mysql://user:secret-word@127.0.0.1:1/doorward";
        config.database.timeout = std::chrono::seconds(1);
      },
      HttpWorld::Schema::none);
  for (const auto& response :
       {service.register_account("alice"), service.get("/account/tokens"),
        service.post("/account/authenticate", R"({"username":"a","password":"b"})")}) {
    BOOST_TEST(response.status == 503);
    BOOST_TEST(response.header("Retry-After") != "");
    BOOST_TEST(response.header("X-Request-Id").size() == 36U);
    for (const auto* secret : {"secret-word", "127.0.0.1", "mysql", "connect"}) {
      BOOST_TEST(response.body.find(secret) == std::string::npos, secret);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_request_over_a_bound_is_refused_as_the_document_shows_errors) {
  HttpWorld service;
  gateway::Request request;
  request.method = gateway::Method::post;
  request.path = "/account/register";
  request.fault = Error(ErrorCode::payload_too_large, {"The body is over 120 KiB."});
  const auto response = service.send(request);
  BOOST_TEST(response.status == 413);
  BOOST_TEST(response.body == "The body is over 120 KiB.\n");
}

BOOST_AUTO_TEST_SUITE_END()
