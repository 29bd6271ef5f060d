#include "letters/confusable.h"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(letters_confusable)

BOOST_AUTO_TEST_CASE(what_looks_alike_has_one_skeleton) {
  using letters::skeleton_of;
  BOOST_TEST(skeleton_of("\u0430\u0501\u0430") == skeleton_of("ada"));
  BOOST_TEST(skeleton_of("\u0440\u0430\u0443\u0440\u0430l") == skeleton_of("paypal"));
  BOOST_TEST(skeleton_of("\u0458\u043e\u0435") == skeleton_of("joe"));
  BOOST_TEST(skeleton_of("j\u00fcrgen") != skeleton_of("jurgen"));
  BOOST_TEST(skeleton_of("\u0430\u043d\u043d\u0430") != skeleton_of("anna"));
}

BOOST_AUTO_TEST_CASE(scripts_that_people_do_not_mix_are_mixed) {
  for (const std::string name : {"\u0430nna", "ada\u03b1", "\u05d3\u0661", "1\u0661"}) {
    BOOST_TEST(letters::mixes_scripts(name), name);
  }
  for (const std::string name : {"j\u00fcrgen", "\u0430\u043d\u043d\u0430", "\u5c71\u7530",
                                 "\u30e6\u30fc\u30b6\u5c71", "\ud55c\uae00a", "\u0430\u043d1"}) {
    BOOST_TEST(!letters::mixes_scripts(name), name);
  }
}

BOOST_AUTO_TEST_SUITE_END()
