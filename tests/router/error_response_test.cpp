#include <boost/test/unit_test.hpp>

#include "router/error_response.h"

using base::Error;
using base::ErrorCode;

BOOST_AUTO_TEST_SUITE(error_responses)

BOOST_AUTO_TEST_CASE(every_code_has_its_status_and_a_sentence) {
  const std::pair<ErrorCode, int> rows[] = {
      {ErrorCode::invalid_argument, 400},   {ErrorCode::unauthorized, 401},
      {ErrorCode::forbidden, 403},          {ErrorCode::not_found, 404},
      {ErrorCode::method_not_allowed, 405}, {ErrorCode::timeout, 408},
      {ErrorCode::conflict, 409},           {ErrorCode::payload_too_large, 413},
      {ErrorCode::unsupported_media, 415},  {ErrorCode::unprocessable, 422},
      {ErrorCode::failed_dependency, 424},  {ErrorCode::too_many_requests, 429},
      {ErrorCode::unavailable, 503},        {ErrorCode::internal, 500}};
  for (const auto& [code, status] : rows) {
    BOOST_TEST(router::status_of(code) == status, base::name_of(code));
    BOOST_TEST(router::public_text_of(Error(code)).ends_with('.'), base::name_of(code));
  }
}

BOOST_AUTO_TEST_CASE(a_chosen_sentence_is_shown_where_the_client_is_at_fault) {
  const Error error(ErrorCode::not_found, {"No such token."}, {"row 7"});
  const auto response = router::plain_error(error, "req-1");
  BOOST_TEST(response.status == 404);
  BOOST_TEST(response.body == "No such token.\n");
  BOOST_TEST(response.header("Content-Type") == "text/plain; charset=utf-8");
}

BOOST_AUTO_TEST_CASE(faults_of_ours_show_a_fixed_sentence_and_the_request_id) {
  for (const auto code : {ErrorCode::internal, ErrorCode::unavailable}) {
    const auto response =
        router::plain_error(Error(code, {"connect to db7 failed"}, {"password"}), "req-1");
    BOOST_TEST(response.body.find("db7") == std::string::npos);
    BOOST_TEST(response.body.find("password") == std::string::npos);
    BOOST_TEST(response.body.ends_with("Request id: req-1\n"));
  }
}

BOOST_AUTO_TEST_CASE(those_who_should_come_back_are_told_when) {
  BOOST_TEST(router::retry_after_of(Error(ErrorCode::unavailable)) == "5");
  BOOST_TEST(router::retry_after_of(Error(ErrorCode::too_many_requests)) == "60");
  BOOST_TEST(router::retry_after_of(Error(ErrorCode::not_found)) == "");
  const auto timed = Error(ErrorCode::too_many_requests).retry_in(std::chrono::seconds(7));
  BOOST_TEST(router::retry_after_of(timed) == "7");
  const auto at_once = Error(ErrorCode::unavailable).retry_in(std::chrono::seconds(0));
  BOOST_TEST(router::retry_after_of(at_once) == "1");
}

BOOST_AUTO_TEST_SUITE_END()
