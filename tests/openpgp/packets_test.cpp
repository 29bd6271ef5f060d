#include "openpgp/packets.h"

#include <boost/test/unit_test.hpp>

using openpgp::packets_in;
using namespace std::string_view_literals;

namespace {

bool has_tags(std::string_view bytes, const std::vector<int>& tags) {
  const auto found = packets_in(bytes);
  return found && std::ranges::equal(*found, tags, {}, &openpgp::Packet::tag);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(openpgp_packets)

BOOST_AUTO_TEST_CASE(both_forms_of_headers_are_read_with_every_form_of_length) {
  BOOST_TEST(has_tags("", {}));
  BOOST_TEST(has_tags("\x98\x01x"sv, {6}));
  BOOST_TEST(has_tags("\x99\x00\x01x"sv, {6}));
  BOOST_TEST(has_tags("\x9a\x00\x00\x00\x01x"sv, {6}));
  BOOST_TEST(has_tags("\xc6\x01x\xcd\x00\x88\x00"sv, {6, 13, 2}));
  BOOST_TEST(has_tags("\xc6\xff\x00\x00\x00\x01x"sv, {6}));
  BOOST_TEST(has_tags(std::string("\xc6\xc0\x00"sv) + std::string(192, 'x'), {6}));
}

BOOST_AUTO_TEST_CASE(what_is_cut_short_or_has_no_definite_length_is_none) {
  for (const auto bytes :
       {"\x98"sv, "\x98\x02x"sv, "\x9a\x7f\xff\xff\xff"sv, "\x9bxxxx"sv, "\xc6\xe0x"sv,
        "\xc6\xff\xff\xff\xff\xffx"sv, "\x18\x01x"sv, "\xc6\x01x\x01"sv, "\xc6\xc0"sv}) {
    BOOST_TEST(!packets_in(bytes));
  }
}

BOOST_AUTO_TEST_CASE(more_than_512_packets_are_none) {
  std::string many;
  for (int i = 0; i < 512; ++i) many += "\x88\x00"sv;
  BOOST_TEST(packets_in(many).has_value());
  BOOST_TEST(!packets_in(many + std::string("\x88\x00"sv)));
}

BOOST_AUTO_TEST_SUITE_END()
