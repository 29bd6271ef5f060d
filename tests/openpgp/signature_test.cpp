#include "openpgp/signature.h"

#include <boost/test/unit_test.hpp>
#include <string>

using openpgp::is_signature;
using namespace std::string_literals;

namespace {

std::string two_bytes(std::size_t number) {
  return {static_cast<char>(number >> 8), static_cast<char>(number & 0xff)};
}

/// Of version 4, with these subpackets that are hashed and these that are not.
std::string version_4(const std::string& hashed, const std::string& unhashed = "") {
  return "\x04\x13\x01\x08" + two_bytes(hashed.size()) + hashed + two_bytes(unhashed.size()) +
         unhashed + "hh" + "\x00\x09\x01\xff"s;
}

std::string subpacket(char kind, const std::string& data) {
  return "\xff\x00\x00"s + two_bytes(data.size() + 1) + kind + data;
}

std::string nested(int depth) {
  auto body = version_4("");
  for (int i = 1; i < depth; ++i) body = version_4("", subpacket(32, body));
  return body;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(openpgp_signatures)

BOOST_AUTO_TEST_CASE(both_versions_are_read_with_every_form_of_length) {
  BOOST_TEST(is_signature(version_4("")));
  BOOST_TEST(is_signature(version_4("\x05\x02tttt", subpacket(16, "12345678"))));
  BOOST_TEST(is_signature(version_4("\xc0\x00\x14"s + std::string(191, 'x'))));
  BOOST_TEST(is_signature("\x03\x05\x13ttttkkkkkkkk\x01\x08hh\x00\x09\x01\xff"s));
}

BOOST_AUTO_TEST_CASE(a_signature_may_hold_one_but_that_one_holds_none) {
  BOOST_TEST(is_signature(nested(2)));
  BOOST_TEST(!is_signature(nested(3)));
  BOOST_TEST(!is_signature(nested(1000)));
  BOOST_TEST(!is_signature(version_4(subpacket('\xa0', nested(2)))));  // marked as critical
}

BOOST_AUTO_TEST_CASE(what_is_cut_short_or_of_another_version_is_none) {
  const auto whole = version_4("\x05\x02tttt", subpacket(16, "12345678"));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    BOOST_TEST(!is_signature(whole.substr(0, size)), size);
  }
  for (const char version : {'\0', '\2', '\5', '\6'}) {
    BOOST_TEST(!is_signature(version + whole.substr(1)));
  }
  BOOST_TEST(!is_signature(whole + "x"));
  BOOST_TEST(!is_signature(version_4("\x00"s)));  // a subpacket without a kind
  BOOST_TEST(!is_signature(version_4("\x09\x02tttt")));
  BOOST_TEST(!is_signature(version_4(subpacket(32, "x"))));
}

BOOST_AUTO_TEST_SUITE_END()
