#include "openpgp/armor.h"

#include <boost/test/unit_test.hpp>

#include "support/refusals.h"

using openpgp::armour_in;
using openpgp::dearmored;

namespace {

const std::string kHead = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n";
const std::string kTail = "\n-----END PGP PUBLIC KEY BLOCK-----";

std::string bytes_in(const std::string& text) { return dearmored(armour_in(text)); }

std::string refusal(const std::string& text) {
  const auto error = refusal_of([&] { bytes_in(text); });
  return error ? error->rule() : "";
}

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

BOOST_AUTO_TEST_CASE(text_around_an_armour_and_blanks_beside_its_lines_are_forgiven_and_not_kept) {
  const std::string block = kHead + "Comment: mine\n\nMTIzNDU2\nNzg5\n=Ic8C" + kTail + "\n";
  std::string indented;
  for (const char c : block) indented += c == '\n' ? "\xc2\xa0 \n\t  " : std::string(1, c);
  for (const auto& text :
       {"Here is my key\x1b[1m:\n\n" + block + "\nRegards, Ada\n", "\xef\xbb\xbf" + block,
        "  " + block, indented, "\xe2\x80\x8b" + block, "pub ed25519\r\n" + block}) {
    BOOST_TEST(bytes_in(text) == "123456789", text);
    BOOST_TEST(armour_in(text) == block);
  }
}

BOOST_AUTO_TEST_CASE(an_armour_with_nothing_around_it_is_kept_as_it_was_given) {
  for (const auto* around : {"", "\n", "\r\n\n"}) {
    const auto text = around + kHead + "\r\nMTIzNDU2\r\nNzg5\n" + kTail + around;
    BOOST_TEST(armour_in(text) == text);
  }
}

BOOST_AUTO_TEST_CASE(a_wrong_check_sum_is_refused_as_that) {
  for (const auto* sum : {"=Ic8D", "=AAAA", "=****"}) {
    BOOST_TEST(refusal(kHead + "\nMTIzNDU2\nNzg5\n" + sum + kTail) == "pgp_key.checksum", sum);
  }
}

BOOST_AUTO_TEST_CASE(anything_else_is_none) {
  const std::string body = "MTIzNDU2\nNzg5";
  const auto good = kHead + "\n" + body + "\n=Ic8C" + kTail;
  for (const auto& text :
       {std::string(), kHead, kTail, kHead + kTail + "x", "x" + good, good + "x", good + good,
        kHead + "\n" + body + "\n=Ic8C\nMTIz" + kTail,
        kHead + "\n" + body + "\n=Ic8C\n=Ic8C" + kTail, kHead + "\n*" + kTail,
        kHead + "\nMTIzNDU2Nzg" + kTail, kHead + "\nMTI=MTI=" + kTail,
        kHead + "\n" + body + "\x1b" + kTail, "-----BEGIN PGP PUBLIC KEY BLOCK-----x\n\n" + kTail,
        kHead + "\n-----BEGIN PGP MESSAGE-----\n" + body + kTail}) {
    BOOST_TEST(refusal(text) == "pgp_key.no_single_block", text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
