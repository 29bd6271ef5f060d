#include "base/encoding.h"
#include <array>
#include <boost/test/unit_test.hpp>

using base::from_base64url;
using base::to_base64url;

BOOST_AUTO_TEST_SUITE(encodings)

BOOST_AUTO_TEST_CASE(encodes_as_rfc_4648_and_rfc_7515_say) {
  const std::pair<std::string_view, std::string_view> vectors[] = {
      {"", ""},
      {"f", "Zg"},
      {"fo", "Zm8"},
      {"foo", "Zm9v"},
      {"foob", "Zm9vYg"},
      {"fooba", "Zm9vYmE"},
      {"foobar", "Zm9vYmFy"},
      {"\x03\xec\xff\xe0\xc1", "A-z_4ME"},
  };
  for (const auto& [bytes, text] : vectors) {
    BOOST_TEST(to_base64url(bytes) == text);
    BOOST_TEST(from_base64url(text).value_or("nothing") == bytes);
  }
}

BOOST_AUTO_TEST_CASE(every_byte_survives_at_every_place) {
  for (std::size_t place = 0; place < 3; ++place) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string bytes(3, '\0');
      bytes[place] = static_cast<char>(byte);
      BOOST_TEST(from_base64url(to_base64url(bytes)).value_or("nothing") == bytes);
    }
  }
}

BOOST_AUTO_TEST_CASE(anything_else_is_no_base64url) {
  const std::string_view texts[] = {
      "Zg==",  "Zg=",    "Zm8=",   "=",     "Z",      // padding, a lone character
      "Zm9vY", "+_AA",   "/AAA",   "Zm9 v", " Zm9v",  // length, the other alphabet, blanks
      "Zm9v ", "Zm9v\n", "Zm\t9v", "Zm9v.", "Zm9\xc3", std::string_view("Zm9\0", 4),
  };
  for (const auto text : texts) BOOST_TEST(!from_base64url(text), text);
}

BOOST_AUTO_TEST_CASE(of_all_bytes_64_are_letters) {
  int letters = 0;
  for (int byte = 0; byte < 256; ++byte) {
    if (from_base64url(std::string("Zm9") + static_cast<char>(byte))) ++letters;
  }
  BOOST_TEST(letters == 64);
}

BOOST_AUTO_TEST_CASE(unused_bits_are_zero_so_that_each_sequence_has_one_text) {
  for (const std::string_view text : {"Zh", "Zi", "Zn", "Zm9", "Zm-", "Zv"}) {
    BOOST_TEST(!from_base64url(text), text);
  }
  std::size_t accepted = 0;
  for (const char last :
       std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")) {
    if (from_base64url(std::string("Z") + last)) ++accepted;
  }
  BOOST_TEST(accepted == 4U);
}

BOOST_AUTO_TEST_CASE(base64_has_the_other_alphabet_and_padding) {
  const std::pair<std::string_view, std::string_view> vectors[] = {
      {"", ""},
      {"f", "Zg=="},
      {"fo", "Zm8="},
      {"foo", "Zm9v"},
      {"foob", "Zm9vYg=="},
      {"fooba", "Zm9vYmE="},
      {"\x03\xec\xff\xe0\xc1", "A+z/4ME="},
  };
  for (const auto& [bytes, text] : vectors) {
    BOOST_TEST(base::to_base64(bytes) == text);
    BOOST_TEST(base::from_base64(text).value_or("nothing") == bytes);
  }
}

BOOST_AUTO_TEST_CASE(anything_else_is_no_base64) {
  for (const std::string_view text :
       {"Zg", "Zg=", "Zm8", "=", "==", "====", "Z===", "Zm9v=", "Zm9v====", "Zh==", "Zm9=",
        "A-z_4ME=", "Zm8=Zm8=", "Zm9v\n", " Zm9v", "Zm9\xc3"}) {
    BOOST_TEST(!base::from_base64(text), text);
  }
}

BOOST_AUTO_TEST_CASE(hex_is_written_in_lower_case_and_read_in_either) {
  BOOST_TEST(base::to_hex(std::string_view("\x00\x7f\xff", 3)) == "007fff");
  std::array<std::uint8_t, 3> bytes{};
  BOOST_TEST(base::read_hex("007fFf", bytes));
  BOOST_TEST((bytes == std::array<std::uint8_t, 3>{0x00, 0x7f, 0xff}));
}

BOOST_AUTO_TEST_CASE(hex_of_another_length_or_with_another_character_is_none) {
  std::array<std::uint8_t, 2> bytes{};
  for (const auto* text : {"", "00", "000", "00000", "000000", "000g", "00 0", "0x00", "-000"}) {
    BOOST_TEST(!base::read_hex(text, bytes), text);
  }
}

BOOST_AUTO_TEST_CASE(percent_signs_are_decoded_once) {
  BOOST_TEST(base::percent_decoded("%41%2525+").value() == "A%25+");
}

BOOST_AUTO_TEST_CASE(a_percent_sign_without_two_hex_digits_is_refused) {
  for (const auto* text : {"%", "%4", "%zz", "a%"}) BOOST_TEST(!base::percent_decoded(text));
}

BOOST_AUTO_TEST_CASE(everything_but_unreserved_characters_is_encoded) {
  BOOST_TEST(base::percent_encoded("a-._~ /\xc3\xa4") == "a-._~%20%2F%C3%A4");
}

BOOST_AUTO_TEST_SUITE_END()
