#include <boost/test/unit_test.hpp>

#include "templates/templates.h"

BOOST_AUTO_TEST_SUITE(language)

struct Row {
  const char* header;
  const char* expected;
};

const std::vector<std::string> kOffered{"de", "en", "pt-BR"};

BOOST_AUTO_TEST_CASE(the_best_weight_wins) {
  const Row rows[] = {
      {"de", "de"},
      {"DE", "de"},
      {"en;q=0.5, de", "de"},
      {"de;q=0.3,en;q=0.31", "en"},
      {"de;q=0.8 , en;q=0.8", "de"},
      {"en ; Q=0.1 , de ; q=1.000", "de"},
      {"fr, de;q=0.1", "de"},
      {"pt-br", "pt-BR"},
  };
  for (const auto& [header, expected] : rows) {
    BOOST_TEST(templates::choose_language(header, kOffered, "en") == expected, header);
  }
}

BOOST_AUTO_TEST_CASE(a_region_falls_back_to_its_language) {
  BOOST_TEST(templates::choose_language("de-AT", kOffered, "en") == "de");
  BOOST_TEST(templates::choose_language("de-Latn-AT;q=0.9, fr", kOffered, "en") == "de");
  BOOST_TEST(templates::choose_language("pt-PT", kOffered, "en") == "en");
}

BOOST_AUTO_TEST_CASE(what_is_refused_is_not_chosen) {
  BOOST_TEST(templates::choose_language("de;q=0", kOffered, "en") == "en");
  BOOST_TEST(templates::choose_language("de;q=0.000, *", kOffered, "en") == "en");
}

BOOST_AUTO_TEST_CASE(a_star_takes_the_fallback) {
  BOOST_TEST(templates::choose_language("*", kOffered, "de") == "de");
  BOOST_TEST(templates::choose_language("en;q=0.2, *;q=0.5", kOffered, "de") == "de");
}

BOOST_AUTO_TEST_CASE(what_makes_no_sense_is_passed_over) {
  const char* headers[] = {"",         ",",       ";",       "de;q=",  "de;q=2",      "de;q=1.001",
                           "de;q=0,5", "de;q=-1", "de;q=.9", "de;x=1", "de;q=0.1234", "-",
                           "--",       "d e",     "q=1;de"};
  for (const auto* header : headers) {
    BOOST_TEST(templates::choose_language(header, kOffered, "en") == "en", header);
  }
  BOOST_TEST(templates::choose_language("de;q=x, , de;q=0.4", kOffered, "en") == "de");
}

BOOST_AUTO_TEST_CASE(a_huge_header_is_not_read) {
  std::string header = "de";
  for (int i = 0; i < 10000; ++i) header += ",x";
  BOOST_TEST(templates::choose_language(header, kOffered, "en") == "en");
}

BOOST_AUTO_TEST_SUITE_END()
