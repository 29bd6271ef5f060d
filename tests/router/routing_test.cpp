#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "service.h"

using gateway::Method;

namespace {

struct TwoRoutes : Service {
  TwoRoutes() {
    mount("things", "/")
        .add(handler, {{Method::get, "/things", &Handler::show},
                       {Method::post, "/things", &Handler::change},
                       {Method::get, "/things/{id}/parts/{part}", &Handler::show}});
  }
  Handler handler{"things"};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(routing)

BOOST_FIXTURE_TEST_CASE(a_path_and_a_verb_lead_to_their_function, TwoRoutes) {
  BOOST_TEST(get("/things").body == "things");
  BOOST_TEST(send(Method::post, "/things").status == 204);
}

BOOST_FIXTURE_TEST_CASE(named_segments_take_any_one_segment, TwoRoutes) {
  BOOST_TEST(get("/things/7/parts/a b").body == "things id=7 part=a b");
  BOOST_TEST(get("/things/7/parts").status == 404);
  BOOST_TEST(get("/things//parts/1").status == 404);
  BOOST_TEST(get("/things/7/parts/1/2").status == 404);
}

BOOST_AUTO_TEST_CASE(a_segment_may_be_told_by_how_it_begins_and_ends) {
  Service service;
  Handler handler{"list"};
  service.mount("x", "/").add(handler, {{Method::get, "/~{name}.keys", &Handler::show}});
  BOOST_TEST(service.get("/~ada.keys").body == "list name=ada");
  BOOST_TEST(service.get("/~a.keys.keys").body == "list name=a.keys");
  for (const auto* path : {"/~.keys", "/ada.keys", "/~ada.key", "/~ada.keys/", "/~a/b.keys"}) {
    BOOST_TEST(service.get(path).status == 404, path);
  }
}

BOOST_AUTO_TEST_CASE(of_routes_that_take_a_path_the_most_specific_answers_in_whatever_order) {
  Handler handler{"it"};
  struct Case {
    const char* path;
    const char* pattern;
  };
  const Case cases[] = {
      {"/a/b/c", "/a/b/c"},        {"/a/b/x", "/a/b/{three}"}, {"/a/~x.txt/c", "/a/~{file}.txt/c"},
      {"/a/~x/c", "/a/~{user}/c"}, {"/a/x/c", "/a/{two}/c"},   {"/x/b/c", "/{one}/b/c"},
      {"/a/x/y", "/a/{rest...}"},  {"/x/y", "/{rest...}"}};
  std::vector<std::string> patterns;
  for (const auto& one : cases) patterns.emplace_back(one.pattern);
  for (std::size_t turn = 0; turn < 2 * patterns.size(); ++turn) {
    Service service;
    auto api = service.mount("x", "/");
    for (const auto& pattern : patterns) {
      api.table.add({Method::get, pattern, "open",
                     [&pattern](const auto&) { return gateway::Response::text(pattern); }});
    }
    for (const auto& [path, pattern] : cases) BOOST_TEST(service.get(path).body == pattern, path);
    std::rotate(patterns.begin(), patterns.begin() + 1, patterns.end());
    if (turn == patterns.size()) std::reverse(patterns.begin(), patterns.end());
  }
}

BOOST_AUTO_TEST_CASE(a_route_that_would_never_be_asked_is_refused_at_start) {
  Service service;
  Handler handler{"it"};
  auto api = service.mount("x", "/");
  api.add(handler, {{Method::get, "/x/{id}", &Handler::show}});
  for (const auto method : {Method::get, Method::head}) {
    BOOST_CHECK_THROW(api.add(handler, {{method, "/x/{name}", &Handler::show}}), std::logic_error);
  }
  api.add(handler, {{Method::put, "/x/{name}", &Handler::change}});
  BOOST_TEST(service.send(Method::put, "/x/1").status == 204);
  BOOST_TEST(service.get("/x/1").body == "it id=1");
}

BOOST_AUTO_TEST_CASE(a_route_may_take_the_rest_of_a_path_and_it_alone_takes_odd_slashes) {
  Service service;
  Handler handler{"key"};
  service.mount("x", "/at")
      .add(handler, {{Method::get, "/key/{blob...}", &Handler::show},
                     {Method::get, "/{one}", &Handler::show}});
  BOOST_TEST(service.get("/at/key/a/b//c/").body == "key blob=a/b//c/");
  BOOST_TEST(service.get("/at/key/").status == 404);
  const auto odd = [&](const std::string& path, std::size_t at) {
    gateway::Request request;
    request.path = path;
    request.odd_slash = at;
    return service.router().answer(request).status;
  };
  BOOST_TEST(odd("/at/key/a//c", 10) == 200);
  BOOST_TEST(odd("/at/key//a", 8) == 200);
  BOOST_TEST(odd("/at/key/a", 7) == 404);
  BOOST_TEST(odd("/at/key/a", 3) == 404);
  BOOST_TEST(odd("/at/one", 3) == 404);
}

BOOST_AUTO_TEST_CASE(a_handler_reads_its_segments_by_name) {
  struct Reader {
    gateway::Response read(const router::Call& call) {
      return gateway::Response::text(std::string(call.segment("id")) + "," +
                                     std::string(call.segment("absent")));
    }
  } reader;
  Service service;
  service.mount("x", "/").add(reader, {{Method::get, "/x/{id}", &Reader::read}});
  BOOST_TEST(service.get("/x/42").body == "42,");
}

BOOST_FIXTURE_TEST_CASE(unknown_paths_are_not_found, TwoRoutes) {
  for (const auto* path : {"/", "/thing", "/things/", "/Things", "/things;x", "*", "",
                           "/things/../things", "/things/things"}) {
    BOOST_TEST(get(path).status == 404, path);
  }
}

BOOST_FIXTURE_TEST_CASE(a_wrong_verb_is_told_the_right_ones, TwoRoutes) {
  const auto response = send(Method::del, "/things");
  BOOST_TEST(response.status == 405);
  BOOST_TEST(response.header("Allow") == "GET, HEAD, POST, OPTIONS");
  BOOST_TEST(send(Method::other, "/things").status == 405);
}

BOOST_FIXTURE_TEST_CASE(head_is_answered_by_the_row_of_get, TwoRoutes) {
  const auto response = send(Method::head, "/things");
  BOOST_TEST(response.status == 200);
  BOOST_TEST(response.body == "things");
}

BOOST_FIXTURE_TEST_CASE(options_names_the_verbs_of_a_path, TwoRoutes) {
  const auto response = send(Method::options, "/things/7/parts/1");
  BOOST_TEST(response.status == 204);
  BOOST_TEST(response.header("Allow") == "GET, HEAD, OPTIONS");
  BOOST_TEST(send(Method::options, "/nothing").status == 404);
}

BOOST_AUTO_TEST_CASE(where_two_apis_have_one_route_the_first_answers) {
  Service service;
  Handler first{"first"};
  Handler second{"second"};
  service.mount("first", "/").add(first, {{Method::get, "/user", &Handler::show}});
  auto api = service.mount("second", "/");
  api.add(second,
          {{Method::get, "/user", &Handler::show}, {Method::put, "/user", &Handler::change}});
  BOOST_TEST(service.get("/user").body == "first");
  BOOST_TEST(service.send(Method::put, "/user").status == 204);
  BOOST_TEST(service.send(Method::post, "/user").header("Allow") == "GET, HEAD, PUT, OPTIONS");
}

BOOST_AUTO_TEST_CASE(an_api_answers_below_each_of_its_places_only) {
  Service service;
  Handler handler{"it"};
  OpenApi api{service.router().mount(
      "it", {base::Place::parse("/auth"), router::Place::parse("api.example.org/v1")},
      Service::plain)};
  api.add(handler, {{Method::get, "/x", &Handler::show}});
  BOOST_TEST(service.get("/auth/x").status == 200);
  BOOST_TEST(service.get("/auth/x", "api.example.org").status == 200);
  BOOST_TEST(service.get("/v1/x", "api.example.org").status == 200);
  BOOST_TEST(service.get("/v1/x").status == 404);
  BOOST_TEST(service.get("/x").status == 404);
  BOOST_TEST(service.get("/authx").status == 404);
  BOOST_TEST(service.get("/auth").status == 404);
}

BOOST_AUTO_TEST_SUITE_END()
