#include <boost/test/unit_test.hpp>

#include "service.h"

using gateway::Method;

namespace {

/// Two APIs with one route in common, at the places given.
struct Two {
  Two(const std::string& first_place, const std::string& second_place,
      router::Arbiter arbiter = router::first_mounted)
      : service({.arbiter = std::move(arbiter)}) {
    service.mount("first", first_place, shape_of("first"))
        .add(first, {{Method::get, "/user", &Handler::show}});
    service.mount("second", second_place, shape_of("second"))
        .add(second,
             {{Method::get, "/user", &Handler::show}, {Method::put, "/user", &Handler::change}});
  }

  static router::ErrorShape shape_of(const std::string& name) {
    return [name](const base::Error& error, const gateway::Request&, std::string_view) {
      return gateway::Response::text(name + " refuses", router::status_of(error.code()));
    };
  }

  Handler first{"first"};
  Handler second{"second"};
  Service service;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(arbitration)

BOOST_AUTO_TEST_CASE(the_arbiter_chooses_among_the_apis_in_the_order_of_mounting) {
  std::vector<std::string> asked;
  std::size_t choice = 0;
  Two two("/", "/", [&](const auto& candidates, const auto&) {
    asked.assign(candidates.begin(), candidates.end());
    return choice;
  });
  BOOST_TEST(two.service.get("/user").body == "first");
  choice = 1;
  BOOST_TEST(two.service.get("/user").body == "second");
  BOOST_TEST(two.service.send(Method::head, "/user").body == "second");
  const std::vector<std::string> both{"first", "second"};
  BOOST_TEST(asked == both, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(where_nothing_collides_the_arbiter_is_not_asked) {
  int asked = 0;
  Two two("/a", "/b", [&](const auto&, const auto&) {
    ++asked;
    return std::size_t{0};
  });
  BOOST_TEST(two.service.get("/a/user").body == "first");
  BOOST_TEST(two.service.get("/b/user").body == "second");
  BOOST_TEST(two.service.send(Method::put, "/b/user").status == 204);
  BOOST_TEST(two.service.send(Method::put, "/a/user").status == 405);
  BOOST_TEST(two.service.get("/nowhere").status == 404);
  BOOST_TEST(asked == 0);
}

BOOST_AUTO_TEST_CASE(a_place_with_the_host_wins_over_one_for_every_host) {
  Two two("/", "api.example.org/", [](const auto&, const auto&) -> std::size_t {
    throw base::Error(base::ErrorCode::internal);
  });
  BOOST_TEST(two.service.get("/user", "api.example.org").body == "second");
  BOOST_TEST(two.service.get("/user", "example.org").body == "first");
  Two turned("api.example.org/", "/");
  BOOST_TEST(turned.service.get("/user", "api.example.org").body == "first");
  BOOST_TEST(turned.service.get("/user", "example.org").body == "second");
}

BOOST_AUTO_TEST_CASE(an_arbiter_that_cannot_tell_is_refused_in_the_shape_of_the_first) {
  Two two("/", "/", [](const auto&, const auto&) -> std::size_t {
    throw base::Error(base::ErrorCode::invalid_argument);
  });
  const auto response = two.service.get("/user");
  BOOST_TEST(response.status == 400);
  BOOST_TEST(response.body == "first refuses");
}

BOOST_AUTO_TEST_CASE(the_error_of_a_handler_has_the_shape_of_the_api_that_was_chosen) {
  Two two("/", "/", [](const auto&, const auto&) { return std::size_t{1}; });
  two.second.before = [] { throw base::Error(base::ErrorCode::unauthorized); };
  BOOST_TEST(two.service.get("/user").body == "second refuses");
}

BOOST_AUTO_TEST_SUITE_END()
