#include <boost/test/unit_test.hpp>

#include "router/place.h"

using base::Place;

BOOST_AUTO_TEST_SUITE(places)

BOOST_AUTO_TEST_CASE(a_prefix_ends_where_a_segment_does) {
  const auto place = Place::parse("/auth");
  gateway::Request request;
  request.path = "/auth/tokens";
  BOOST_TEST((router::path_below(place, request) == "/tokens"));
  for (const auto* path : {"/auth", "/auth/"}) {
    request.path = path;
    BOOST_TEST((router::path_below(place, request) == "/"), path);
  }
  for (const auto* path : {"/author", "/aut", "/", "/x/auth/tokens"}) {
    request.path = path;
    BOOST_TEST(!router::path_below(place, request), path);
  }
}

BOOST_AUTO_TEST_SUITE_END()
