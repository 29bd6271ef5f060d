#include "gateway/records.h"

#include <boost/test/unit_test.hpp>

#include "gateway/fastcgi_client.h"

using gateway::Beginning;
using Kind = Beginning::Kind;

namespace {

constexpr std::size_t kMost = 128 * 1024;

Kind kind_of(std::string_view bytes) { return gateway::inspect(bytes, kMost).kind; }

}  // namespace

BOOST_AUTO_TEST_SUITE(record_inspection)

BOOST_AUTO_TEST_CASE(a_header_is_whole_at_its_last_byte_and_not_before) {
  const auto header = fcgi::begin() +
                      fcgi::record(fcgi::params,
                                   "\x01\x01"
                                   "ab",
                                   1, 5) +
                      fcgi::header(fcgi::get("/", {{"LONG", std::string(300, 'x')}}));
  for (std::size_t size = 0; size < header.size(); ++size) {
    BOOST_TEST((kind_of(std::string_view(header).substr(0, size)) == Kind::part),
               "at byte " << size);
  }
  BOOST_TEST((kind_of(header) == Kind::whole));
  BOOST_TEST((kind_of(header + fcgi::body("x")) == Kind::whole));
}

BOOST_AUTO_TEST_CASE(a_body_is_there_when_its_last_byte_is) {
  const auto header = fcgi::begin() + fcgi::header(fcgi::get("/"));
  const auto body = fcgi::record(fcgi::in, "some", 1, 3) + fcgi::body("more");
  const auto with_body = [&](std::string_view behind) {
    return gateway::inspect(header + std::string(behind), kMost).with_body;
  };
  for (std::size_t size = 0; size < body.size(); ++size) {
    BOOST_TEST(!with_body(std::string_view(body).substr(0, size)), "at byte " << size);
  }
  BOOST_TEST(with_body(body));
  BOOST_TEST(with_body(fcgi::body("") + "the next request"));
  BOOST_TEST(!with_body(fcgi::record(fcgi::in, "", 2)));
  BOOST_TEST(!with_body(fcgi::record(fcgi::get_values, "", 0) + body));
}

BOOST_AUTO_TEST_CASE(pairs_may_be_split_over_records_at_every_byte) {
  const auto pairs = fcgi::encode({{"A", std::string(200, 'x')}, {"B", ""}, {"", "C"}});
  for (std::size_t at = 1; at < pairs.size(); ++at) {
    const auto header = fcgi::begin() + fcgi::record(fcgi::params, pairs.substr(0, at)) +
                        fcgi::record(fcgi::params, pairs.substr(at)) +
                        fcgi::record(fcgi::params, "");
    BOOST_TEST((kind_of(header) == Kind::whole), "split at byte " << at);
  }
}

BOOST_AUTO_TEST_CASE(what_no_web_server_sends_is_refused) {
  const auto params = [](std::string_view content) {
    return fcgi::begin() + fcgi::record(fcgi::params, content) + fcgi::record(fcgi::params, "");
  };
  struct Row {
    const char* what;
    std::string bytes;
  };
  for (const auto& [what, bytes] :
       {Row{"HTTP", "GET / HTTP/1.1\r\n\r\n"},
        {"another version", "\x02" + fcgi::begin().substr(1)},
        {"an empty record of another request", fcgi::begin() + fcgi::record(fcgi::in, "", 2)},
        {"request id 0", fcgi::begin(false, 1, 0)},
        {"a short begin", fcgi::record(fcgi::begin_request, "abc")},
        {"stdin before params", fcgi::begin() + fcgi::body("x")},
        {"management amid params", fcgi::begin() + fcgi::record(fcgi::get_values, "", 0)},
        {"abort amid params", fcgi::begin() + fcgi::record(fcgi::abort_request, "")},
        {"a length of 2^31-1", params("\xff\xff\xff\xff\x01")},
        {"two lengths of 2^31-2", params("\xff\xff\xff\xfe\xff\xff\xff\xfe")},
        {"a length over the bound", params(std::string("\x80\x02\x00\x01\x00", 5))},
        {"a pair cut in its name", params("\x05\x01"
                                          "ab")},
        {"a pair cut in its lengths", params("\x05")},
        {"a pair cut in a long length", params("\x80\x00")}}) {
    BOOST_TEST((kind_of(bytes) == Kind::refused), "accepted: " << what);
  }
}

BOOST_AUTO_TEST_CASE(a_header_that_does_not_end_within_the_bound_is_refused) {
  auto header = fcgi::begin();
  const auto more = fcgi::record(fcgi::params, fcgi::encode({{"A", std::string(1000, 'x')}}));
  while (header.size() + more.size() < kMost) header += more;
  BOOST_TEST((kind_of(header) == Kind::part));
  header += more;
  BOOST_TEST((kind_of(std::string_view(header).substr(0, kMost)) == Kind::refused));
}

BOOST_AUTO_TEST_CASE(what_comes_late_for_an_answered_request_is_stray) {
  const auto stale = fcgi::record(fcgi::abort_request, "");
  const auto beginning = gateway::inspect(stale + fcgi::begin(), kMost);
  BOOST_TEST((beginning.kind == Kind::stray));
  BOOST_TEST(beginning.size == stale.size());
  BOOST_TEST(gateway::answer_to(stale) == "");
}

BOOST_AUTO_TEST_CASE(records_of_other_requests_are_passed_over_unless_they_are_empty) {
  const auto other = fcgi::begin(false, 1, 9) + fcgi::record(fcgi::params, "x", 9);
  BOOST_TEST((kind_of(fcgi::begin() + other + fcgi::header(fcgi::get("/"))) == Kind::whole));
  BOOST_TEST((kind_of(fcgi::begin() + fcgi::record(fcgi::params, "", 9)) == Kind::refused));
}

BOOST_AUTO_TEST_CASE(values_are_told_once_however_often_they_are_asked_for) {
  const fcgi::Pairs asked{{"FCGI_MPXS_CONNS", ""}, {"FCGI_MAX_CONNS", ""}, {"FCGI_EVIL", ""}};
  auto many = asked;
  for (int i = 0; i < 200; ++i) many.emplace_back("FCGI_MAX_REQS", "");
  const auto record = fcgi::record(fcgi::get_values, fcgi::encode(many), 0, 3);
  const auto beginning = gateway::inspect(record + "rest", kMost);
  BOOST_TEST((beginning.kind == Kind::stray));
  BOOST_TEST(beginning.size == record.size());
  BOOST_TEST((kind_of(record.substr(0, record.size() - 1)) == Kind::part));
  BOOST_TEST(
      gateway::answer_to(record) ==
      fcgi::record(
          fcgi::get_values_result,
          fcgi::encode({{"FCGI_MAX_CONNS", "1"}, {"FCGI_MAX_REQS", "1"}, {"FCGI_MPXS_CONNS", "0"}}),
          0));
}

BOOST_AUTO_TEST_CASE(an_unknown_management_record_is_named_back) {
  const auto answer = gateway::answer_to(fcgi::record(99, "", 0));
  BOOST_TEST(answer == fcgi::record(fcgi::unknown_type, std::string("\x63\0\0\0\0\0\0\0", 8), 0));
}

BOOST_AUTO_TEST_SUITE_END()
