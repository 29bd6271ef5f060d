#include "openpgp/armor.h"

#include <boost/test/unit_test.hpp>

using openpgp::dearmored;

namespace {

const std::string kHead = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n";
const std::string kTail = "\n-----END PGP PUBLIC KEY BLOCK-----";

std::string bytes_in(const std::string& text) { return dearmored(text).value_or("nothing"); }

}  // namespace

BOOST_AUTO_TEST_SUITE(openpgp_armor)

BOOST_AUTO_TEST_CASE(the_check_sum_is_that_of_the_rfc) {
  BOOST_TEST(openpgp::crc24("") == 0xb704ceU);
  BOOST_TEST(openpgp::crc24("123456789") == 0x21cf02U);
}

BOOST_AUTO_TEST_CASE(headers_blanks_line_ends_and_a_missing_check_sum_change_nothing) {
  const std::string body = "MTIzNDU2\nNzg5";
  for (const auto& text :
       {kHead + "\n" + body + kTail, kHead + "\n" + body + "\n=Ic8C" + kTail,
        kHead + "Version: 1\nComment: x: y\n\n" + body + "\n=Ic8C" + kTail + "\n",
        kHead + "Comment:\n\n" + body + kTail, kHead + body + kTail,
        "\n " + kHead + "  \n" + body + " \n\n=Ic8C\n" + kTail + "\r\n",
        kHead + "\n" + "MTIzNDU2\r\nNzg5\r\n=Ic8C\r" + kTail}) {
    BOOST_TEST(bytes_in(text) == "123456789", text);
  }
}

BOOST_AUTO_TEST_CASE(anything_else_is_none) {
  const std::string body = "MTIzNDU2\nNzg5";
  const auto good = kHead + "\n" + body + "\n=Ic8C" + kTail;
  for (const auto& text :
       {std::string(), kHead, kTail, kHead + kTail + "x", "x" + good, good + "x", good + good,
        kHead + "\n" + body + "\n=Ic8D" + kTail, kHead + "\n" + body + "\n=Ic8C\nMTIz" + kTail,
        kHead + "\n" + body + "\n=Ic8C\n=Ic8C" + kTail, kHead + "\n*" + kTail,
        kHead + "\nMTIzNDU2Nzg" + kTail, kHead + "\nMTI=MTI=" + kTail,
        kHead + "\n" + body + "\x1b" + kTail, "-----BEGIN PGP PUBLIC KEY BLOCK-----x\n\n" + kTail,
        kHead + "\n-----BEGIN PGP MESSAGE-----\n" + body + kTail}) {
    BOOST_TEST(!dearmored(text), text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
