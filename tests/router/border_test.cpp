#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <new>
#include <sstream>

#include "base/log.h"
#include "service.h"

using base::Error;
using base::ErrorCode;
using gateway::Method;

namespace {

/// Everything that a client can see of a response.
std::string all_of(const gateway::Response& response) {
  std::string text = response.body;
  for (const auto& [name, value] : response.headers) text += "\n" + name + ": " + value;
  return text;
}

/// The log in a file of its own, as long as this lives.
class LogFile {
 public:
  LogFile() {
    std::string name = (std::filesystem::temp_directory_path() / "doorward-log-XXXXXX").string();
    directory_ = mkdtemp(name.data());
    base::log::open((directory_ / "log").string(), base::log::Level::debug);
  }
  ~LogFile() {
    base::log::open("stderr");
    std::filesystem::remove_all(directory_);
  }
  std::string text() const {
    std::ostringstream text;
    text << std::ifstream(directory_ / "log").rdbuf();
    return text.str();
  }

 private:
  std::filesystem::path directory_;
};

struct OneRoute : Service {
  OneRoute() { mount("it", "/").add(handler, {{Method::get, "/x/{id}", &Handler::show}}); }
  gateway::Response answer_when(std::function<void()> before) {
    handler.before = std::move(before);
    return get("/x/1");
  }
  LogFile log;
  Handler handler{"it"};
};

class BrokenEntropy final : public base::Entropy {
 public:
  void fill(std::span<std::byte> /*bytes*/) override { throw Error(ErrorCode::internal); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(error_border)

BOOST_FIXTURE_TEST_CASE(nothing_internal_reaches_a_client_whatever_is_thrown, OneRoute) {
  const std::function<void()> throwers[] = {
      [] { throw std::runtime_error("secret SQL"); },
      [] { throw 42; },
      [] { throw std::bad_alloc(); },
      [] { throw "secret SQL"; },
      [] { throw Error(ErrorCode::internal, {"secret SQL"}, {"secret SQL"}); },
  };
  for (const auto& thrower : throwers) {
    const auto response = answer_when(thrower);
    BOOST_TEST(response.status == 500);
    BOOST_TEST(response.body.starts_with("Something went wrong on our side. Request id: "));
    BOOST_TEST(all_of(response).find("SQL") == std::string::npos);
    BOOST_TEST(all_of(response).find("bad_alloc") == std::string::npos);
  }
}

BOOST_FIXTURE_TEST_CASE(the_private_detail_of_an_error_stays_in_the_log, OneRoute) {
  const auto response = answer_when(
      [] { throw Error(ErrorCode::conflict, {"Taken."}, {"index accounts_username"}); });
  BOOST_TEST(response.status == 409);
  BOOST_TEST(response.body == "Taken.\n");
  BOOST_TEST(all_of(response).find("accounts_username") == std::string::npos);
  BOOST_TEST(log.text().find("index accounts_username") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_failure_names_the_request_to_client_and_log, OneRoute) {
  const auto response = answer_when([] { throw std::runtime_error("disk gone"); });
  const std::string id(response.header("X-Request-Id"));
  BOOST_TEST(id.size() == 36U);
  BOOST_TEST(response.body.find(id) != std::string::npos);
  const auto text = log.text();
  const auto first = text.find(id);
  BOOST_TEST(text.find("disk gone") != std::string::npos);
  BOOST_TEST(text.find(id, first + 1) != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(answers_that_succeed_name_no_request, OneRoute) {
  BOOST_TEST(get("/x/1").header("X-Request-Id") == "");
  BOOST_TEST(get("/nothing").header("X-Request-Id") == "");
}

BOOST_FIXTURE_TEST_CASE(each_request_has_one_line_with_its_route, OneRoute) {
  get("/x/7");
  const auto line = log.text();
  for (const auto* part :
       {"\"request\"", "\"it\"", "/x/{id}", "/x/7", "\"GET\"", "200", "duration_us"}) {
    BOOST_TEST(line.find(part) != std::string::npos, part);
  }
  BOOST_TEST(std::count(line.begin(), line.end(), '\n') == 1);
}

BOOST_FIXTURE_TEST_CASE(what_a_query_or_a_header_holds_is_never_logged, OneRoute) {
  gateway::Request request;
  request.path = "/x/1";
  request.query.add("token", "dwv_verysecret");
  request.headers.add("authorization", "Bearer dwa_verysecret");
  router().answer(request);
  BOOST_TEST(log.text().find("verysecret") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(every_answer_forbids_sniffing_and_storing, OneRoute) {
  for (const auto* path : {"/x/1", "/nothing"}) {
    BOOST_TEST(get(path).header("X-Content-Type-Options") == "nosniff");
    BOOST_TEST(get(path).header("Cache-Control") == "no-store");
  }
  BOOST_TEST(send(Method::options, "/x/1").header("Cache-Control") == "no-store");
}

BOOST_AUTO_TEST_CASE(a_handler_that_says_how_long_to_store_is_heard) {
  struct Keys {
    gateway::Response list(const router::Call&) {
      return gateway::Response::ok().with_header("Cache-Control", "max-age=60");
    }
  } keys;
  Service service;
  service.mount("keys", "/").add(keys, {{Method::get, "/keys", &Keys::list}});
  const auto response = service.get("/keys");
  BOOST_TEST(response.header("Cache-Control") == "max-age=60");
  BOOST_TEST(response.headers.size() == 2U);
}

BOOST_FIXTURE_TEST_CASE(whoever_should_come_back_is_told_when_in_every_shape, OneRoute) {
  mount("bare", "/bare", [](const Error&, const gateway::Request&, std::string_view) {
    return gateway::Response{403, {}, {}};
  }).add(handler, {{Method::get, "/y", &Handler::show}});
  handler.before = [] {
    throw Error(ErrorCode::too_many_requests).retry_in(std::chrono::seconds(30));
  };
  BOOST_TEST(get("/x/1").status == 429);
  BOOST_TEST(get("/x/1").header("Retry-After") == "30");
  BOOST_TEST(get("/bare/y").status == 403);
  BOOST_TEST(get("/bare/y").header("Retry-After") == "30");
}

BOOST_AUTO_TEST_CASE(errors_have_the_shape_of_the_api_that_the_path_belongs_to) {
  Service service;
  Handler handler{"it"};
  const auto shape = [](const Error& error, const gateway::Request&, std::string_view) {
    return gateway::Response::json(R"({"error":1})", router::status_of(error.code()));
  };
  service.mount("json", "/json", shape).add(handler, {{Method::get, "/x", &Handler::show}});
  BOOST_TEST(service.send(Method::put, "/json/x").body == R"({"error":1})");
  BOOST_TEST(service.send(Method::put, "/json/x").header("Allow") == "GET, HEAD, OPTIONS");
  BOOST_TEST(service.get("/json/y").body == "There is nothing at this address.\n");
}

BOOST_AUTO_TEST_CASE(what_has_no_route_below_a_claim_has_the_shape_of_the_api_that_claims_it) {
  Service service;
  const auto shape = [](const Error& error, const gateway::Request&, std::string_view) {
    return gateway::Response::text("shaped", router::status_of(error.code()));
  };
  service.mount("it", "/it", shape).claim("/api");
  for (const auto* path : {"/it/api", "/it/api/x", "/it/api/x/y"}) {
    BOOST_TEST(service.get(path).body == "shaped", path);
    BOOST_TEST(service.get(path).status == 404, path);
  }
  for (const auto* path : {"/it/apis", "/it", "/api/x"}) {
    BOOST_TEST(service.get(path).body == "There is nothing at this address.\n", path);
  }
}

BOOST_AUTO_TEST_CASE(an_api_s_own_error_reaches_its_shape_as_it_was_thrown) {
  struct OwnError : Error {
    OwnError() : Error(ErrorCode::conflict) {}
  };
  Service service;
  Handler handler{"it", [] { throw OwnError(); }};
  service
      .mount("it", "/",
             [](const Error& error, const gateway::Request&, std::string_view) {
               const bool own = dynamic_cast<const OwnError*>(&error) != nullptr;
               return gateway::Response::text(own ? "own" : "sliced");
             })
      .add(handler, {{Method::get, "/x", &Handler::show}});
  BOOST_TEST(service.get("/x").body == "own");
}

BOOST_AUTO_TEST_CASE(a_token_in_a_path_is_never_logged_whatever_the_verb) {
  LogFile log;
  Service service;
  Handler handler{"it"};
  service.mount("it", "/").add(handler, {{Method::post, "/x/{token}", &Handler::show}});
  BOOST_TEST(service.send(Method::post, "/x/dwo_verysecret").status == 200);
  BOOST_TEST(service.get("/x/dwo_verysecret").status == 405);
  BOOST_TEST(log.text().find("verysecret") == std::string::npos);
  BOOST_TEST(log.text().find("/x/{token}") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(
    a_path_without_a_pattern_for_its_secret_is_logged_as_the_layer_above_shows_it) {
  LogFile log;
  Service service({.conceal = [](std::string path) { return path.replace(3, 6, "..."); }});
  Handler handler{"it"};
  service.mount("it", "/").add(handler, {{Method::get, "/x/{id}", &Handler::show}});
  service.get("/x/secret");
  service.get("/y/secret/nowhere");
  BOOST_TEST(log.text().find("secret") == std::string::npos);
  BOOST_TEST(log.text().find("/x/...") != std::string::npos);
  BOOST_TEST(log.text().find("/y/.../nowhere") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(the_line_of_a_refusal_names_its_rule, OneRoute) {
  struct Row {
    std::function<void()> thrower;
    const char* rule;
  };
  const Row rows[] = {
      {[] { throw Error(ErrorCode::forbidden).under("token.scope"); }, "token.scope"},
      {[] { throw Error(ErrorCode::conflict, {"ada"}).about("username"); }, "conflict.username"},
      {[] { throw Error(ErrorCode::not_found); }, "not_found"}};
  for (const auto& [thrower, rule] : rows) {
    BOOST_TEST(answer_when(thrower).rule == rule);
    BOOST_TEST(log.text().find("\"rule\":\"" + std::string(rule) + "\"") != std::string::npos,
               rule);
  }
  get("/nowhere");
  send(Method::put, "/x/1");
  BOOST_TEST(log.text().find("\"rule\":\"method_not_allowed\"") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(an_answer_that_refuses_nothing_names_no_rule, OneRoute) {
  get("/x/1");
  answer_when([] { throw Error(ErrorCode::internal); });
  BOOST_TEST(log.text().find("\"rule\"") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_faulty_request_is_refused_before_its_route_in_its_apis_shape) {
  bool asked = false;
  Service service;
  Handler handler{"it", [&] { asked = true; }};
  service
      .mount("it", "/",
             [](const Error& error, const gateway::Request&, std::string_view) {
               return gateway::Response::text("shaped", router::status_of(error.code()));
             })
      .add(handler, {{Method::post, "/x", &Handler::change}});
  gateway::Request request;
  request.method = Method::post;
  request.fault = Error(ErrorCode::payload_too_large);
  request.path = "/x";
  const auto shaped = service.router().answer(request);
  BOOST_TEST(shaped.status == 413);
  BOOST_TEST(shaped.body == "shaped");
  BOOST_TEST(!asked);
  request.path = "/nowhere";
  BOOST_TEST(service.router().answer(request).status == 413);
}

BOOST_AUTO_TEST_CASE(a_shape_that_throws_still_ends_in_an_answer) {
  LogFile log;
  Service service;
  Handler handler{"it", [] { throw std::runtime_error("first"); }};
  service
      .mount("it", "/",
             [](const Error&, const gateway::Request&, std::string_view) -> gateway::Response {
               throw std::runtime_error("second");
             })
      .add(handler, {{Method::get, "/x", &Handler::show}});
  const auto response = service.get("/x");
  BOOST_TEST(response.status == 500);
  BOOST_TEST(response.body == "");
}

BOOST_AUTO_TEST_CASE(a_request_that_can_get_no_id_is_answered_all_the_same) {
  FakeClock clock;
  BrokenEntropy entropy;
  router::Router router(clock, entropy);
  Handler handler{"it"};
  OpenApi{router.mount("it", {base::Place{}}, Service::plain)}.add(
      handler, {{Method::get, "/x", &Handler::show}});
  gateway::Request request;
  request.path = "/x";
  BOOST_TEST(router.answer(request).status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
