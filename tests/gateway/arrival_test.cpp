#include "gateway/arrival.h"

#include <boost/test/unit_test.hpp>
#include <random>

#include "gateway/fastcgi_client.h"

using gateway::Arrival;
using Ending = Arrival::Ending;
using Stage = Arrival::Stage;

namespace {

const gateway::Limits kLimits;

/// One that has taken these bytes.
struct Taken {
  explicit Taken(std::string_view bytes) { used = arrival.take(bytes); }
  Arrival arrival{kLimits};
  std::size_t used = 0;
};

std::string records_of(const Arrival& arrival) {
  std::string records;
  arrival.append_to(records);
  return records;
}

Stage stage_of(std::string_view bytes) { return Taken(bytes).arrival.stage(); }

std::string form() {
  return fcgi::begin(true) +
         fcgi::record(fcgi::params,
                      "\x01\x01"
                      "ab",
                      1, 5) +
         fcgi::header(fcgi::post("/", "hello", {{"LONG", std::string(300, 'x')}})) +
         fcgi::record(fcgi::in, "hel", 1, 3) + fcgi::body("lo");
}

/// What is amid it, between begin and header, and between header and body.
std::string with_amid(std::string_view amid) {
  return fcgi::begin() + std::string(amid) + fcgi::header(fcgi::get("/")) + std::string(amid) +
         fcgi::body("x");
}

/// The bytes, taken in pieces of random sizes.
Arrival taken_in_pieces(std::string_view bytes, std::mt19937& random) {
  Arrival arrival(kLimits);
  while (!bytes.empty() && arrival.stage() < Stage::complete) {
    bytes.remove_prefix(arrival.take(bytes.substr(0, 1 + random() % 40)));
  }
  return arrival;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(arriving_requests)

BOOST_AUTO_TEST_CASE(a_request_is_complete_at_its_last_byte_and_not_before) {
  const auto bytes = form();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    BOOST_TEST((stage_of(std::string_view(bytes).substr(0, size)) < Stage::complete),
               "at byte " << size);
  }
  const Taken all(bytes + "the next");
  BOOST_TEST((all.arrival.stage() == Stage::complete));
  BOOST_TEST((all.arrival.ending() == Ending::whole));
  BOOST_TEST(all.used == bytes.size());
  BOOST_TEST(all.arrival.at_end());
  BOOST_TEST(all.arrival.wants_keep());
}

BOOST_AUTO_TEST_CASE(it_is_the_same_in_whatever_pieces_it_comes) {
  const auto bytes = form();
  const auto expected = records_of(Taken(bytes).arrival);
  for (std::size_t at = 1; at < bytes.size(); ++at) {
    Arrival arrival(kLimits);
    arrival.take(std::string_view(bytes).substr(0, at));
    arrival.take(std::string_view(bytes).substr(at));
    BOOST_TEST(records_of(arrival) == expected, "split at byte " << at);
  }
  Arrival single(kLimits);
  for (const char byte : bytes) single.take({&byte, 1});
  BOOST_TEST(records_of(single) == expected);
}

BOOST_AUTO_TEST_CASE(what_is_handed_on_leads_to_the_same_request_from_every_byte) {
  for (const auto& bytes :
       {form(), with_amid(fcgi::record(fcgi::get_values, "abc", 0, 2)),
        with_amid(fcgi::begin(false, 1, 9) + fcgi::record(fcgi::in, "xyz", 9, 4)),
        fcgi::record(fcgi::abort_request, "", 7, 3) + form()}) {
    const auto expected = records_of(Taken(bytes).arrival);
    for (std::size_t at = 0; at <= bytes.size(); ++at) {
      const auto read = Taken(std::string_view(bytes).substr(0, at)).arrival.so_far();
      BOOST_REQUIRE(read.has_value());
      BOOST_TEST(records_of(Taken(*read + bytes.substr(at)).arrival) == expected, "at byte " << at);
    }
  }
}

BOOST_AUTO_TEST_CASE(pairs_may_be_split_over_records_at_every_byte) {
  const auto pairs = fcgi::encode({{"A", std::string(200, 'x')}, {"B", ""}, {"", "C"}});
  for (std::size_t at = 1; at < pairs.size(); ++at) {
    const auto header = fcgi::begin() + fcgi::record(fcgi::params, pairs.substr(0, at)) +
                        fcgi::record(fcgi::params, pairs.substr(at)) +
                        fcgi::record(fcgi::params, "");
    BOOST_TEST((stage_of(header) == Stage::body), "split at byte " << at);
  }
}

BOOST_AUTO_TEST_CASE(what_no_web_server_sends_is_refused) {
  const auto params = [](std::string_view content) {
    return fcgi::begin() + fcgi::record(fcgi::params, content) + fcgi::record(fcgi::params, "");
  };
  const auto header = fcgi::begin() + fcgi::header(fcgi::get("/"));
  struct Row {
    const char* what;
    std::string bytes;
  };
  for (const auto& [what, bytes] :
       {Row{"HTTP", "GET / HTTP/1.1\r\n\r\n"},
        {"another version", "\x02" + fcgi::begin().substr(1)},
        {"another version in mid body", header + "\x02" + fcgi::body("").substr(1)},
        {"request id 0", fcgi::begin(false, 1, 0)},
        {"a short begin", fcgi::record(fcgi::begin_request, "abc")},
        {"a short begin of another", fcgi::begin() + fcgi::record(fcgi::begin_request, "abc", 2)},
        {"a second begin", fcgi::begin() + fcgi::begin()},
        {"stdin before params", fcgi::begin() + fcgi::body("x")},
        {"params amid the body", header + fcgi::record(fcgi::params, "")},
        {"data of a filter", header + fcgi::record(8, "x")},
        {"abort amid params", fcgi::begin() + fcgi::record(fcgi::abort_request, "")},
        {"a length of 2^31-1", params("\xff\xff\xff\xff\x01")},
        {"two lengths of 2^31-2", params("\xff\xff\xff\xfe\xff\xff\xff\xfe")},
        {"a length over the bound", params(std::string("\x80\x02\x00\x01\x00", 5))},
        {"a pair cut in its name", params("\x05\x01"
                                          "ab")},
        {"a pair cut in its lengths", params("\x05")},
        {"a pair cut in a long length", params("\x80\x00")}}) {
    BOOST_TEST((stage_of(bytes) == Stage::refused), "accepted: " << what);
  }
}

BOOST_AUTO_TEST_CASE(a_header_that_does_not_end_within_the_bound_is_refused) {
  Arrival arrival(kLimits);
  arrival.take(fcgi::begin());
  const auto pair = fcgi::encode({{"A", std::string(1000, 'x')}});
  std::size_t size = 0;
  for (; size + pair.size() <= 2 * kLimits.parameter_bytes; size += pair.size()) {
    arrival.take(fcgi::record(fcgi::params, pair));
    BOOST_TEST((arrival.stage() == Stage::header));
  }
  arrival.take(fcgi::record(fcgi::params, pair));
  BOOST_TEST((arrival.stage() == Stage::refused));
}

BOOST_AUTO_TEST_CASE(a_body_over_the_bound_is_not_kept) {
  const std::string piece(60'000, 'x');
  for (const bool keep : {false, true}) {
    Arrival arrival(kLimits);
    arrival.take(fcgi::begin(keep) + fcgi::header(fcgi::get("/")));
    for (int i = 0; i < 3; ++i) arrival.take(fcgi::record(fcgi::in, piece));
    BOOST_TEST((arrival.ending() == Ending::excess));
    BOOST_TEST((arrival.stage() == (keep ? Stage::body : Stage::complete)));
    BOOST_TEST(arrival.held() < piece.size());
    BOOST_TEST(!arrival.so_far().has_value());
    if (!keep) continue;
    arrival.take(fcgi::record(fcgi::in, ""));
    BOOST_TEST((arrival.stage() == Stage::complete));
    BOOST_TEST(arrival.at_end());
  }
}

BOOST_AUTO_TEST_CASE(a_body_that_claims_to_be_over_the_bound_is_not_waited_for) {
  const auto header = fcgi::header(fcgi::get("/", {{"CONTENT_LENGTH", "99999999999999999999"}}));
  BOOST_TEST((stage_of(fcgi::begin() + header) == Stage::complete));
  BOOST_TEST((stage_of(fcgi::begin(true) + header) == Stage::body));
  BOOST_TEST((stage_of(fcgi::begin() + fcgi::header(fcgi::post("/", "hello"))) == Stage::body));
}

BOOST_AUTO_TEST_CASE(an_aborted_request_ends_there) {
  const Taken aborted(fcgi::begin() + fcgi::header(fcgi::get("/")) + fcgi::record(fcgi::in, "x") +
                      fcgi::record(fcgi::abort_request, ""));
  BOOST_TEST((aborted.arrival.stage() == Stage::complete));
  BOOST_TEST((aborted.arrival.ending() == Ending::cut));
  BOOST_TEST(!aborted.arrival.at_end());
}

BOOST_AUTO_TEST_CASE(what_comes_late_for_an_answered_request_is_passed_over) {
  const auto stale = fcgi::record(fcgi::abort_request, "") + fcgi::body("late");
  const Taken alone(stale);
  BOOST_TEST(alone.used == stale.size());
  BOOST_TEST(alone.arrival.is_silent());
  BOOST_TEST(records_of(Taken(stale + form()).arrival) == records_of(Taken(form()).arrival));
}

BOOST_AUTO_TEST_CASE(records_of_other_requests_are_passed_over_and_a_second_request_is_refused) {
  const auto refusal = fcgi::record(fcgi::end_request, std::string("\0\0\0\0\1\0\0\0", 8), 9);
  const auto expected = records_of(Taken(with_amid("")).arrival);
  Taken other(with_amid(fcgi::begin(false, 1, 9) + fcgi::record(fcgi::params, "x", 9) +
                        fcgi::record(fcgi::params, "", 9)));
  BOOST_TEST(records_of(other.arrival) == expected);
  BOOST_TEST(other.arrival.take_replies() == refusal + refusal);
}

BOOST_AUTO_TEST_CASE(values_are_told_once_a_record_however_often_they_are_asked_for) {
  const fcgi::Pairs asked{{"FCGI_MPXS_CONNS", ""}, {"FCGI_MAX_CONNS", ""}, {"FCGI_EVIL", ""}};
  auto many = asked;
  for (int i = 0; i < 200; ++i) many.emplace_back("FCGI_MAX_REQS", "");
  const auto told = fcgi::record(
      fcgi::get_values_result,
      fcgi::encode({{"FCGI_MAX_CONNS", "1"}, {"FCGI_MAX_REQS", "1"}, {"FCGI_MPXS_CONNS", "0"}}), 0);
  const auto record = fcgi::record(fcgi::get_values, fcgi::encode(many), 0, 3);
  BOOST_TEST(Taken(record).arrival.take_replies() == told);
  Taken amid(with_amid(record));
  BOOST_TEST((amid.arrival.stage() == Stage::complete));
  BOOST_TEST(amid.arrival.take_replies() == told + told);
  BOOST_TEST(records_of(amid.arrival) == records_of(Taken(with_amid("")).arrival));
}

BOOST_AUTO_TEST_CASE(an_unknown_management_record_is_named_back) {
  BOOST_TEST(Taken(fcgi::record(99, "", 0)).arrival.take_replies() ==
             fcgi::record(fcgi::unknown_type, std::string("\x63\0\0\0\0\0\0\0", 8), 0));
}

BOOST_AUTO_TEST_CASE(whoever_asks_without_end_is_refused) {
  std::string asked;
  for (int i = 0; i < 10'000; ++i) asked += fcgi::record(99, "", 0);
  BOOST_TEST((stage_of(asked) == Stage::refused));
}

/// Whatever comes, libfcgi is given one request of ours: begin, params, stdin, and nothing else.
BOOST_AUTO_TEST_CASE(of_random_records_nothing_is_handed_on_but_one_request) {
  std::mt19937 random(15);
  int complete = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = round % 2 == 0 ? "" : fcgi::begin() + fcgi::header(fcgi::get("/"));
    for (auto records = random() % 8; records > 0; --records) {
      bytes += fcgi::record(static_cast<int>(random() % 13), std::string(random() % 12, '\1'),
                            static_cast<int>(random() % 3), static_cast<int>(random() % 4));
    }
    const auto arrival = taken_in_pieces(bytes, random);
    if (arrival.stage() != Stage::complete) continue;
    ++complete;
    const Taken again(records_of(arrival));
    BOOST_TEST((again.arrival.stage() == Stage::complete) ==
               (arrival.at_end() || !arrival.is_responder()));
    BOOST_TEST(records_of(again.arrival) == records_of(arrival));
  }
  BOOST_TEST(complete > 300);
}

BOOST_AUTO_TEST_SUITE_END()
