#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "router/place.h"

using router::Place;

BOOST_AUTO_TEST_SUITE(places)

BOOST_AUTO_TEST_CASE(a_place_is_a_host_and_a_prefix_and_either_may_be_missing) {
  const struct {
    const char* text;
    const char* host;
    const char* prefix;
  } rows[] = {{"/", "", "/"},
              {"/auth", "", "/auth"},
              {"/auth/v1/", "", "/auth/v1"},
              {"API.Example.org/", "api.example.org", "/"},
              {"api.example.org/auth", "api.example.org", "/auth"}};
  for (const auto& row : rows) {
    const auto place = Place::parse(row.text);
    BOOST_TEST(place.host == row.host, row.text);
    BOOST_TEST(place.prefix == row.prefix, row.text);
    BOOST_TEST(Place::parse(place.text()).text() == place.text());
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_place_is_refused) {
  for (const auto* text : {"", "auth", "//", "/a//b", "/a/../b", "/.", "/a?b", "/a#b", "/a b",
                           "/a%20b", "/{x}", "example.org:80/", "https://example.org/", "a b/"}) {
    BOOST_CHECK_EXCEPTION(Place::parse(text), base::Error, [](const base::Error& error) {
      return error.code() == base::ErrorCode::invalid_argument;
    });
  }
}

BOOST_AUTO_TEST_CASE(a_prefix_ends_where_a_segment_does) {
  const auto place = Place::parse("/auth");
  gateway::Request request;
  request.path = "/auth/tokens";
  BOOST_TEST((place.path_below(request) == "/tokens"));
  for (const auto* path : {"/author", "/auth", "/aut", "/", "/x/auth/tokens"}) {
    request.path = path;
    BOOST_TEST(!place.path_below(request), path);
  }
}

BOOST_AUTO_TEST_SUITE_END()
