#include "letters/username.h"

#include <boost/test/unit_test.hpp>

namespace {

std::string key_of(const std::string& name) {
  return letters::case_mapped_username(name).value_or("refused");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(letters_username)

// Some are the examples of RFC 8265 section 3.5.
BOOST_AUTO_TEST_CASE(names_that_people_take_for_the_same_are_the_same) {
  BOOST_TEST(key_of("J\u00dcRGEN") == "j\u00fcrgen");
  BOOST_TEST(key_of("ju\u0308rgen") == "j\u00fcrgen");
  BOOST_TEST(key_of("fu\u00dfball") == "fu\u00dfball");
  BOOST_TEST(key_of("\u03c0") == "\u03c0");
  BOOST_TEST(key_of("\u03a3") == "\u03c3");
  BOOST_TEST(key_of("\u03c3") == "\u03c3");
  BOOST_TEST(key_of("\u03c2") == "\u03c2");
  BOOST_TEST(key_of("\uff21\uff24\uff21") == "ada");
  BOOST_TEST(key_of("\uff76\uff9e") == "\u30ac");
  BOOST_TEST(key_of("\u0410\u043d\u043d\u0430") == "\u0430\u043d\u043d\u0430");
  BOOST_TEST(key_of("\u30e6\u30fc\u30b6") == "\u30e6\u30fc\u30b6");
  BOOST_TEST(key_of("\u5c71\u7530.\u592a\u90ce_2") == "\u5c71\u7530.\u592a\u90ce_2");
  BOOST_TEST(key_of("\u05d3\u05e0\u05d4") == "\u05d3\u05e0\u05d4");
  BOOST_TEST(key_of("\ud55c\uae00") == "\ud55c\uae00");
  BOOST_TEST(key_of("\u0905\u0930\u094d\u091c\u0941\u0928") ==
             "\u0905\u0930\u094d\u091c\u0941\u0928");
}

BOOST_AUTO_TEST_CASE(what_is_no_letter_and_no_digit_is_no_name) {
  for (const std::string name : {"",
                                 "\u00fc b",
                                 "\u265a",
                                 "\U0001f600",
                                 "henry\u2163",
                                 "\u221e",
                                 "\ufb01ne\u00e9",
                                 "\u2460",
                                 "a\u200bb\u00e9",
                                 "\u200d\u00e9",
                                 "a\u00adb\u00e9",
                                 "\u202e\u00e9",
                                 "\ufeff\u00e9",
                                 "\u00e9\u3164",
                                 "\u00e9\u0640",
                                 "\u1100",
                                 "\u0301a",
                                 ".\u00e9",
                                 "\u00e9.",
                                 "-\u00e9",
                                 "\u00e9..\u00e9",
                                 "\u00e9@\u00e9",
                                 "\u00e9/",
                                 "\u00e9\n",
                                 "\xff",
                                 "\u00b9",
                                 "\u2126\u2122",
                                 "\u00e9\u00a0",
                                 "e\u0316\u0316\u0316\u0316\u0316\u0316",
                                 "\u007f\u00e9",
                                 "\u0085\u00e9"}) {
    BOOST_TEST(key_of(name) == "refused", name);
  }
  BOOST_TEST(key_of(std::string("\u00e9\0", 3)) == "refused");
}

BOOST_AUTO_TEST_CASE(a_name_keeps_to_one_direction) {
  BOOST_TEST(key_of("\u05d3\u05e0\u05d4a") == "refused");
  BOOST_TEST(key_of("a\u05d3") == "refused");
  BOOST_TEST(key_of("\u0661\u06f1") == "refused");
}

BOOST_AUTO_TEST_CASE(a_canonical_form_is_its_own) {
  for (const std::string name : {"J\u00dcRGEN", "\uff76\uff9e", "\u0130x", "\u1e9e\u00e9"}) {
    if (const auto key = letters::case_mapped_username(name)) BOOST_TEST(key_of(*key) == *key);
  }
}

BOOST_AUTO_TEST_SUITE_END()
