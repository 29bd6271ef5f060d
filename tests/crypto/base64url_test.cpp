#include "crypto/base64url.h"

#include <boost/test/unit_test.hpp>

using crypto::from_base64url;
using crypto::to_base64url;

BOOST_AUTO_TEST_SUITE(base64url)

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

BOOST_AUTO_TEST_SUITE_END()
