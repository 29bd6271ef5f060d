#include <boost/test/unit_test.hpp>
#include <type_traits>

#include "guards/api.h"
#include "guards/same_origin.h"
#include "router/error_response.h"
#include "router/router.h"
#include "support/fakes.h"

using base::Error;
using base::ErrorCode;
using gateway::Method;
using guards::Access;
using guards::Guard;
using guards::Pass;

namespace {

/// A handler that tells whom it was given.
struct Handler {
  std::function<void()> before = [] {};

  gateway::Response open(const router::Call& /*call*/) {
    before();
    return gateway::Response::text("nobody");
  }
  gateway::Response own(const router::Call& /*call*/, const guards::PortalCaller& caller) {
    return gateway::Response::text(caller.subject);
  }
};

/// A table whose gatekeeper does what the test says.
struct Guarded {
  explicit Guarded(guards::Gatekeeper its_gatekeeper) : gatekeeper(std::move(its_gatekeeper)) {
    api.add(handler, {{Method::get, "/open", Access::anyone, &Handler::open},
                      {Method::get, "/proving", Access::proving, &Handler::open},
                      {Method::get, "/own", Access::portal_account, &Handler::own}});
  }

  gateway::Response send(Method method, const std::string& path) {
    gateway::Request request;
    request.method = method;
    request.path = path;
    return router.answer(request);
  }
  gateway::Response get(const std::string& path) { return send(Method::get, path); }

  Handler handler;
  FakeClock clock;
  FakeEntropy entropy;
  const guards::Gatekeeper gatekeeper;
  router::Router router{clock, entropy};
  guards::Api api{router.mount("it", {base::Place{}},
                               [](const auto& error, const auto&, auto request_id) {
                                 return router::plain_error(error, request_id);
                               }),
                  gatekeeper};
};

Pass let_in(Guard guard, const gateway::Request& /*request*/) {
  if (guard.check == guards::Check::portal_account) return {guards::PortalCaller{{}, "alice"}};
  return {};
}

/// What a browser says of a form, as {Sec-Fetch-Site, Origin}.
bool is_ours(const char* site, const char* origin) try {
  gateway::Request request;
  if (*site != '\0') request.headers.add("sec-fetch-site", site);
  if (*origin != '\0') request.headers.add("origin", origin);
  guards::require_same_origin(request, "https://example.org");
  return true;
} catch (const Error& error) {
  BOOST_TEST(error.rule() == "form.foreign");
  return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(guarded_rows)

BOOST_AUTO_TEST_CASE(a_row_says_who_may_call_and_its_function_takes_just_what_the_guard_finds) {
  using Row = guards::Row<Handler>;
  const auto compiles = [](auto who, auto function) {
    return std::is_constructible_v<Row, Method, const char*, decltype(who), decltype(function)>;
  };
  BOOST_TEST(compiles(Access::anyone, &Handler::open));
  BOOST_TEST(compiles(Access::portal_account, &Handler::own));
  BOOST_TEST(!compiles(Access::portal_account, &Handler::open));
  BOOST_TEST(!compiles(Access::session, &Handler::own));
  BOOST_TEST(!compiles(Access::anyone, &Handler::own));
  static_assert(!std::is_constructible_v<Row, Method, const char*, decltype(&Handler::open)>);
  static_assert(!std::is_default_constructible_v<Row>);
}

BOOST_AUTO_TEST_CASE(the_gatekeeper_is_asked_for_the_row_that_answers_and_for_nothing_else) {
  std::vector<Guard> asked;
  Guarded it([&](Guard guard, const auto& request) {
    asked.push_back(guard);
    return let_in(guard, request);
  });
  BOOST_TEST(it.get("/open").body == "nobody");
  BOOST_TEST(it.send(Method::head, "/own").body == "alice");
  it.send(Method::put, "/own");
  it.send(Method::options, "/own");
  it.get("/nowhere");
  BOOST_TEST((asked == std::vector{Access::anyone.guard, Access::portal_account.guard}));
}

BOOST_AUTO_TEST_CASE(who_is_refused_reaches_no_handler) {
  Guarded it([](Guard, const auto&) -> Pass { throw Error(ErrorCode::unauthorized); });
  bool reached = false;
  it.handler.before = [&] { reached = true; };
  BOOST_TEST(it.get("/open").status == 401);
  BOOST_TEST(!reached);
}

BOOST_AUTO_TEST_CASE(what_the_handler_refuses_is_told_as_the_gatekeeper_wants_it_told) {
  Guarded it([](Guard, const auto&) {
    return Pass{{}, Error(ErrorCode::too_many_requests).under("abuse.network")};
  });
  BOOST_TEST(it.get("/proving").status == 200);
  it.handler.before = [] { throw Error(ErrorCode::not_found); };
  const auto refused = it.get("/proving");
  BOOST_TEST(refused.status == 429);
  BOOST_TEST(refused.rule == "abuse.network");
  it.handler.before = [] { throw Error(ErrorCode::unavailable); };
  BOOST_TEST(it.get("/proving").status == 503);
}

BOOST_AUTO_TEST_CASE(a_gatekeeper_that_finds_another_than_the_row_wants_is_our_fault) {
  Guarded it([](Guard, const auto&) { return Pass{}; });
  BOOST_TEST(it.get("/own").status == 500);
}

BOOST_AUTO_TEST_CASE(a_form_is_ours_when_the_browser_says_so_or_none_says_anything) {
  for (const auto& [site, origin] : {std::pair{"", ""},
                                     {"same-origin", "https://example.org"},
                                     {"same-origin", "null"},
                                     {"none", ""},
                                     {"", "https://example.org"}}) {
    BOOST_TEST(is_ours(site, origin), site << " " << origin);
  }
  for (const auto& [site, origin] : {std::pair{"cross-site", "https://example.org"},
                                     {"same-site", ""},
                                     {"", "null"},
                                     {"", "https://example.org.evil.example"},
                                     {"same-origin", "http://example.org"},
                                     {"none", "https://evil.example"}}) {
    BOOST_TEST(!is_ours(site, origin), site << " " << origin);
  }
}

BOOST_AUTO_TEST_SUITE_END()
