#include "letters/normal.h"

#include <boost/test/unit_test.hpp>

using letters::composed;

BOOST_AUTO_TEST_SUITE(letters_normal)

BOOST_AUTO_TEST_CASE(the_same_characters_are_the_same_bytes) {
  BOOST_TEST(composed("gru\u0308n") == "gr\u00fcn");
  BOOST_TEST(composed("gr\u00fcn") == "gr\u00fcn");
  BOOST_TEST(composed("\u1112\u1161\u11ab") == "\ud55c");
  BOOST_TEST(composed("\u212b") == "\u00c5");
  BOOST_TEST(composed("e\u0301\u0323") == composed("e\u0323\u0301"));
}

BOOST_AUTO_TEST_CASE(nothing_else_is_changed) {
  for (const std::string text :
       {"", "plain ASCII", "\xff\xfe", "\u2460\ufb01", "\uff41", "A\u00c4", "\U0001f6aa"}) {
    BOOST_TEST(composed(text) == text);
  }
  const std::string with_nul("\u00e4\0b", 4);
  BOOST_TEST(composed(with_nul) == with_nul);
}

BOOST_AUTO_TEST_SUITE_END()
