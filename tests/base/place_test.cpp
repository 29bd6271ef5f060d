#include "base/place.h"

#include <boost/test/unit_test.hpp>

#include "base/error.h"

using base::Place;

BOOST_AUTO_TEST_SUITE(place_texts)

BOOST_AUTO_TEST_CASE(a_place_is_a_host_and_a_prefix_and_either_may_be_missing) {
  const struct {
    const char* text;
    const char* host;
    const char* prefix;
  } rows[] = {{"/", "", "/"},
              {"/auth", "", "/auth"},
              {"/auth/v1/", "", "/auth/v1"},
              {"API.Example.org/", "api.example.org", "/"},
              {"api.example.org/auth", "api.example.org", "/auth"},
              {"[::1]/x", "[::1]", "/x"},
              {"/~me/a.b", "", "/~me/a.b"}};
  for (const auto& row : rows) {
    const auto place = Place::parse(row.text);
    BOOST_TEST(place.host == row.host, row.text);
    BOOST_TEST(place.prefix == row.prefix, row.text);
    BOOST_TEST(Place::parse(place.text()).text() == place.text());
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_place_is_refused_and_told_why) {
  const struct {
    const char* text;
    const char* why;
  } rows[] = {{"", "no slash"},
              {"auth", "no slash"},
              {"//", "two slashes"},
              {"/a//b", "two slashes"},
              {"/a/../b", "dots"},
              {"/a/./b", "dots"},
              {"/.", "dots"},
              {"/a?b", "character"},
              {"/a#b", "character"},
              {"/a b", "character"},
              {"/a\\b", "character"},
              {"/a\r\nb", "character"},
              {"/\xc3\xa4", "character"},
              {"/a%20b", "percent-encoded"},
              {"/{x}", "brace"},
              {"/x{y...}", "brace"},
              {"example.org:80/", "port"},
              {"[::1]:80/", "port"},
              {"https://example.org/", "scheme"},
              {"a b/", "host"},
              {"a..b/", "host"},
              {".example.org/", "host"},
              {"[x]/", "host"},
              {"*.example.org/", "host"}};
  for (const auto& row : rows) {
    BOOST_CHECK_EXCEPTION(Place::parse(row.text), base::Error, [&](const base::Error& error) {
      BOOST_TEST(error.public_text().find(row.why) != std::string::npos, error.public_text());
      return error.code() == base::ErrorCode::invalid_argument;
    });
  }
}

BOOST_AUTO_TEST_SUITE_END()
