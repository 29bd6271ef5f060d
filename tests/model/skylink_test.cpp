#include "model/skylink.h"

#include <boost/test/unit_test.hpp>

using model::Skylink;

namespace {

constexpr auto kBase64 = "_A70A-ibzv2Woueb2_LutFjMq5nL9bamDtoSxYeq4nYwng";
constexpr auto kBase32 = "vg7f80v8jf7fr5l2sudtnsnemhccpasppfqrd9ger89cb1tas9r317g";

bool is_skylink(const std::string& text) { return Skylink::parse(text).has_value(); }

/// The link with this field and a hash of zeros.
std::string with_field(unsigned field) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const unsigned bits = (field & 0xffU) << 16 | (field >> 8) << 8;
  std::string text(46, 'A');
  for (unsigned i = 0; i < 4; ++i) text[i] = digits[bits >> (18 - 6 * i) & 63U];
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(skylink)

BOOST_AUTO_TEST_CASE(both_forms_of_one_file_have_one_text) {
  BOOST_REQUIRE(is_skylink(kBase64));
  BOOST_TEST(Skylink::parse(kBase64)->text() == kBase64);
  BOOST_REQUIRE(is_skylink(kBase32));
  BOOST_TEST(Skylink::parse(kBase32)->text() == kBase64);
  std::string upper(kBase32);
  for (auto& c : upper) c = static_cast<char>(c >= 'a' ? c - 32 : c);
  BOOST_REQUIRE(is_skylink(upper));
  BOOST_TEST(Skylink::parse(upper)->text() == kBase64);
}

BOOST_AUTO_TEST_CASE(bits_that_mean_nothing_are_not_kept) {
  const std::string other = std::string(kBase64).substr(0, 45) + "h";  // g and h differ in them
  BOOST_REQUIRE(is_skylink(other));
  BOOST_TEST(Skylink::parse(other)->text() == kBase64);
}

BOOST_AUTO_TEST_CASE(nothing_else_is_one) {
  const std::string good(kBase64);
  for (const std::string& bad :
       {std::string(), std::string("0A-ibzv2Woueb2_LutFjMq5nL9bamDtoSxYeq4nYwng"),
        std::string(kBase32).substr(0, 42), good + "A", good.substr(1), "sia://" + good,
        good + "/index.html", good + "?a=b", std::string(kBase32) + "0", "../" + good.substr(3),
        "+" + good.substr(1), "/" + good.substr(1), good.substr(0, 45) + "=",
        good.substr(0, 45) + " ", good.substr(0, 45) + std::string(1, '\0'),
        "w" + std::string(kBase32).substr(1), std::string(46, '-'), std::string(5000, 'A')}) {
    BOOST_TEST(!is_skylink(bad), bad);
  }
}

BOOST_AUTO_TEST_CASE(the_field_must_make_sense) {
  const struct {
    unsigned field;
    bool valid;
    const char* why;
  } rows[] = {
      {0x0000, true, "version 1, mode 0, 4 KiB at 0"},
      {0x0001, true, "version 2"},
      {0x0002, false, "version 3"},
      {0x0003, false, "version 4"},
      {0x0005, false, "version 2 has nothing else in it"},
      {0x0efc, true, "mode 6, 2 MiB at 0"},
      {0x03fc, false, "mode 8"},
      {0xfffc, false, "mode 14"},
      {0x01fc, true, "mode 7, 2 MiB and 256 KiB at 0"},
      {0x1dfc, true, "mode 7, 4 MiB at 0"},
      {0x61fc, true, "mode 7, 2.25 MiB at 1.5 MiB"},
      {0x81fc, false, "mode 7, 2.25 MiB at 2 MiB"},
      {0x3dfc, false, "mode 7, 4 MiB at 512 KiB"},
      {1023U << 6, true, "mode 0, 4 KiB at the last 4 KiB"},
      {1023U << 6 | 1U << 3, false, "mode 0, 8 KiB at the last 4 KiB"},
  };
  for (const auto& row : rows) {
    BOOST_TEST(is_skylink(with_field(row.field)) == row.valid, row.why);
  }
}

BOOST_AUTO_TEST_CASE(of_all_fields_so_many_make_sense) {
  int valid = 0;
  for (unsigned field = 0; field < 65536; ++field) valid += is_skylink(with_field(field)) ? 1 : 0;
  BOOST_TEST(valid == 15985);  // counted by another program
}

BOOST_AUTO_TEST_SUITE_END()
