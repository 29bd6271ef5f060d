#include "gateway/body.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>

using base::ErrorCode;
using gateway::Body;
using gateway::Chunk;
using gateway::Claim;

namespace {

/// Reads `text` in pieces of three bytes, and then what `last` says.
Body read(std::string_view claim, std::string_view text, Chunk::Kind last = Chunk::Kind::end,
          std::size_t most = 10) {
  return gateway::read_body(Claim::parse(claim), most, [&](std::span<char> buffer) -> Chunk {
    if (text.empty()) return {last};
    const auto size = std::min<std::size_t>(text.size(), 3);
    text.copy(buffer.data(), size);
    text.remove_prefix(size);
    return {Chunk::Kind::bytes, size};
  });
}

bool has_fault(const Body& body, ErrorCode code) {
  return body.fault && body.fault->code() == code && body.text.empty();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bodies)

BOOST_AUTO_TEST_CASE(a_body_of_the_claimed_or_of_no_claimed_length_is_read_whole) {
  BOOST_TEST(read("10", "0123456789").text == "0123456789");
  BOOST_TEST(read("", "0123456789").text == "0123456789");
  BOOST_TEST(read("", "").text == "");
  BOOST_TEST(!read("10", "0123456789").fault);
  BOOST_TEST(read("0", "").at_end);
}

BOOST_AUTO_TEST_CASE(a_body_shorter_or_longer_than_claimed_is_refused) {
  BOOST_TEST(has_fault(read("5", "0123"), ErrorCode::invalid_argument));
  BOOST_TEST(has_fault(read("3", "0123"), ErrorCode::invalid_argument));
  BOOST_TEST(has_fault(read("", "0123", Chunk::Kind::broken), ErrorCode::invalid_argument));
}

BOOST_AUTO_TEST_CASE(a_body_that_stalls_is_a_timeout) {
  BOOST_TEST(has_fault(read("9", "0123", Chunk::Kind::stalled), ErrorCode::timeout));
}

BOOST_AUTO_TEST_CASE(of_a_body_that_claims_too_much_nothing_is_read) {
  for (const auto* claim : {"11", "4294967295", "99999999999999999999999999"}) {
    const auto body = gateway::read_body(Claim::parse(claim), 10, [](std::span<char>) -> Chunk {
      BOOST_FAIL("read");
      return {Chunk::Kind::end};
    });
    BOOST_TEST(has_fault(body, ErrorCode::payload_too_large));
    BOOST_TEST(!body.at_end);
  }
}

BOOST_AUTO_TEST_CASE(an_unclaimed_body_is_read_no_further_than_the_bound) {
  const auto body = read("", std::string(1000, 'x'));
  BOOST_TEST(has_fault(body, ErrorCode::payload_too_large));
  BOOST_TEST(!body.at_end);
}

BOOST_AUTO_TEST_CASE(the_rest_of_a_refused_body_is_forgotten_up_to_a_bound) {
  const auto rest_of = [](std::size_t left, Chunk::Kind last) {
    return [left, last](std::span<char> buffer) mutable -> Chunk {
      const auto size = std::min(left, buffer.size());
      left -= size;
      return size == 0 ? Chunk{last} : Chunk{Chunk::Kind::bytes, size};
    };
  };
  BOOST_TEST(gateway::discard_rest(50'000, rest_of(50'000, Chunk::Kind::end)));
  BOOST_TEST(!gateway::discard_rest(50'000, rest_of(100'000, Chunk::Kind::end)));
  BOOST_TEST(!gateway::discard_rest(50'000, rest_of(10, Chunk::Kind::stalled)));
}

BOOST_AUTO_TEST_CASE(a_length_that_is_no_number_is_refused) {
  for (const auto* claim : {"-1", "+5", "0x5", "5 ", "5,5", "five"}) {
    BOOST_TEST(has_fault(read(claim, "01234"), ErrorCode::invalid_argument), "accepted: " << claim);
  }
}

BOOST_AUTO_TEST_SUITE_END()
