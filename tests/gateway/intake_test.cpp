#include "gateway/intake.h"

#include <boost/test/unit_test.hpp>

using base::ErrorCode;
using gateway::Limits;
using gateway::Method;
using gateway::Request;

namespace {

Request read(const std::vector<std::string>& variables,
             const std::vector<std::string>& proxies = {}, const Limits& limits = {}) {
  std::vector<const char*> entries;
  for (const auto& variable : variables) entries.push_back(variable.c_str());
  entries.push_back(nullptr);
  return gateway::read_request(gateway::Parameters(entries.data(), limits), limits,
                               gateway::TrustedProxies(proxies));
}

bool has_fault(const Request& request, ErrorCode code) {
  return request.fault && request.fault->code() == code;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reading_requests)

BOOST_AUTO_TEST_CASE(a_request_is_read_off_its_variables) {
  const auto request = read(
      {"REQUEST_METHOD=PATCH", "REQUEST_URI=/a%20b?x=1&y", "QUERY_STRING=x=1&y",
       "HTTP_HOST=Example.ORG:8080", "CONTENT_TYPE=Application/JSON; charset=utf-8",
       "CONTENT_LENGTH=3", "HTTP_ACCEPT_LANGUAGE=de", "HTTP_COOKIE=a=1", "REMOTE_ADDR=192.0.2.1"});
  BOOST_TEST(!request.fault);
  BOOST_TEST((request.method == Method::patch));
  BOOST_TEST(request.path == "/a b");
  BOOST_TEST(request.query.find("x").value() == "1");
  BOOST_TEST(request.query.find("y").value() == "");
  BOOST_TEST(request.host == "example.org");
  BOOST_TEST(request.media_type == "application/json");
  BOOST_TEST(request.header("accept-language").value() == "de");
  BOOST_TEST(request.header("content-type").value() == "Application/JSON; charset=utf-8");
  BOOST_TEST(request.cookies.find("a").value() == "1");
  BOOST_TEST(request.client_address == "192.0.2.1");
  BOOST_TEST(!request.secure);
}

BOOST_AUTO_TEST_CASE(the_path_is_the_one_that_was_asked_for_whatever_the_server_made_of_it) {
  BOOST_TEST(
      read({"REQUEST_URI=/account/tokens", "SCRIPT_NAME=/account", "PATH_INFO=/tokens"}).path ==
      "/account/tokens");
  BOOST_TEST(read({"REQUEST_URI=/a%2541", "SCRIPT_NAME=", "PATH_INFO=/aA"}).path == "/a%41");
  BOOST_TEST(read({"REQUEST_URI=http://evil.example/a"}).path == "/a");
  BOOST_TEST(read({"SCRIPT_NAME=/cgi/d", "PATH_INFO=/a%41"}).path == "/cgi/d/a%41");
}

BOOST_AUTO_TEST_CASE(a_path_that_is_not_canonical_is_not_found) {
  for (const auto* uri : {"/x/../account", "/%00", "/a\\b", "*", "//..", "/a%2F.", "/a%2F%00"}) {
    const auto request = read({std::string("REQUEST_URI=") + uri});
    BOOST_TEST(has_fault(request, ErrorCode::not_found), "accepted: " << uri);
    BOOST_TEST(request.path == "/");
  }
  BOOST_TEST(has_fault(read({"PATH_INFO=/a//b"}), ErrorCode::not_found));
  BOOST_TEST(has_fault(read({}), ErrorCode::not_found));
}

BOOST_AUTO_TEST_CASE(a_slash_that_is_doubled_or_encoded_is_told) {
  const auto request = read({"REQUEST_URI=/key/a%2Fb//c"});
  BOOST_TEST(!request.fault);
  BOOST_TEST(request.path == "/key/a/b//c");
  BOOST_TEST(request.odd_slash.value() == 6U);
  BOOST_TEST(!read({"REQUEST_URI=/key/a/b"}).odd_slash);
}

BOOST_AUTO_TEST_CASE(a_refused_path_is_told_to_the_log_without_its_query) {
  const auto request = read({"REQUEST_URI=/x/../verify?token=sesame"});
  BOOST_REQUIRE(request.fault);
  BOOST_TEST(request.fault->private_detail() == "path refused: /x/../verify");
}

BOOST_AUTO_TEST_CASE(of_a_repeated_cgi_variable_the_last_counts) {
  const auto request = read({"REQUEST_URI=/", "REMOTE_ADDR=192.0.2.1", "REMOTE_ADDR=192.0.2.2"});
  BOOST_TEST(request.client_address == "192.0.2.2");
  BOOST_TEST(!request.fault);
}

BOOST_AUTO_TEST_CASE(a_header_that_may_come_once_and_comes_twice_is_refused) {
  for (const std::string name :
       {"HOST", "AUTHORIZATION", "CONTENT_TYPE", "ORIGIN", "DATE", "EMAIL", "SEC_FETCH_SITE"}) {
    const auto request = read({"REQUEST_URI=/", "HTTP_" + name + "=a", "HTTP_" + name + "=a"});
    BOOST_TEST(has_fault(request, ErrorCode::invalid_argument), name);
  }
  const auto request = read({"REQUEST_URI=/", "HTTP_X_REAL_IP=1.1.1.1", "HTTP_X_REAL_IP=6.6.6.6"});
  BOOST_REQUIRE(request.fault);
  BOOST_TEST(request.fault->subject() == "x-real-ip");
}

BOOST_AUTO_TEST_CASE(a_list_in_several_lines_is_one_list_in_their_order) {
  const auto request =
      read({"REQUEST_URI=/", "HTTP_ACCEPT=text/html", "HTTP_VIA=1.1 a",
            "HTTP_ACCEPT=", "HTTP_VIA=1.1 b", "HTTP_ACCEPT=*/*;q=0.1", "HTTP_ACCEPT_LANGUAGE=de",
            "HTTP_ACCEPT_LANGUAGE=en", "HTTP_COOKIE=id=1", "HTTP_COOKIE=a=2; id=3"});
  BOOST_TEST(!request.fault);
  BOOST_TEST(request.header("accept").value() == "text/html, */*;q=0.1");
  BOOST_TEST(request.header("via").value() == "1.1 a, 1.1 b");
  BOOST_TEST(request.header("accept-language").value() == "de, en");
  BOOST_TEST(request.cookies.find("a").value() == "2");
  BOOST_TEST(request.cookies.all("id").size() == 2U);
}

BOOST_AUTO_TEST_CASE(proxies_that_each_add_a_line_name_one_chain) {
  const auto client = [](const std::vector<std::string>& lines) {
    std::vector<std::string> variables{"REQUEST_URI=/", "REMOTE_ADDR=10.0.0.1"};
    for (const auto& line : lines) variables.push_back("HTTP_X_FORWARDED_FOR=" + line);
    const auto request = read(variables, {"10.0.0.0/8"});
    BOOST_TEST(!request.fault);
    return request.client_address;
  };
  BOOST_TEST(client({"192.0.2.7", "10.0.0.2"}) == "192.0.2.7");
  BOOST_TEST(client({"6.6.6.6", "192.0.2.7, 10.0.0.2"}) == "192.0.2.7");
  BOOST_TEST(client({"6.6.6.6", "192.0.2.7"}) == "192.0.2.7");
  BOOST_TEST(client({"", "192.0.2.7"}) == "192.0.2.7");
}

BOOST_AUTO_TEST_CASE(what_lighttpd_has_not_joined_itself_was_spelled_in_two_ways) {
  const auto request = read({"REQUEST_URI=/", "SERVER_SOFTWARE=lighttpd/1.4.69",
                             "HTTP_X_FORWARDED_FOR=1.1.1.1", "HTTP_X_FORWARDED_FOR=6.6.6.6"});
  BOOST_REQUIRE(has_fault(request, ErrorCode::invalid_argument));
  BOOST_TEST(request.fault->subject() == "x-forwarded-for");
}

BOOST_AUTO_TEST_CASE(a_header_named_proxy_means_nothing) {
  const auto request = read({"REQUEST_URI=/", "HTTP_PROXY=http://a", "HTTP_PROXY=http://b"});
  BOOST_TEST(!request.fault);
  BOOST_TEST(!request.header("proxy"));
}

BOOST_AUTO_TEST_CASE(headers_that_look_like_cgi_variables_mean_nothing) {
  const auto request = read({"REQUEST_URI=/", "HTTP_HTTPS=on", "HTTP_REMOTE_USER=admin",
                             "HTTP_CONTENT_LENGTH=9", "HTTP_CONTENT_TYPE=text/evil"});
  BOOST_TEST(!request.secure);
  BOOST_TEST(!request.header("content-length"));
  BOOST_TEST(!request.header("content-type"));
  BOOST_TEST(request.media_type == "");
}

BOOST_AUTO_TEST_CASE(credentials_come_from_either_variable_the_plain_one_first) {
  const auto token = [](const std::vector<std::string>& variables) {
    return std::string(read(variables).bearer_token().value_or("none"));
  };
  BOOST_TEST(token({"HTTP_AUTHORIZATION=Bearer a"}) == "a");
  BOOST_TEST(token({"REDIRECT_HTTP_AUTHORIZATION=bEARER b"}) == "b");
  BOOST_TEST(token({"HTTP_AUTHORIZATION=", "REDIRECT_HTTP_AUTHORIZATION=Bearer b"}) == "b");
  BOOST_TEST(token({"HTTP_AUTHORIZATION=Bearer a", "REDIRECT_HTTP_AUTHORIZATION=Bearer b"}) == "a");
  BOOST_TEST(token({"HTTP_AUTHORIZATION=Bearer a, Bearer b"}) == "none");
  BOOST_TEST(token({"HTTP_AUTHORIZATION=Basic YTpi"}) == "none");
  BOOST_TEST(token({"HTTP_AUTHORIZATION=Bearer"}) == "none");
  BOOST_TEST(token({"HTTP_AUTHORIZATION=Bearer  "}) == "none");
}

BOOST_AUTO_TEST_CASE(a_bearer_token_over_the_bound_is_refused) {
  const Limits limits;
  const auto with = [&](std::size_t size) {
    return read({"REQUEST_URI=/", "HTTP_AUTHORIZATION=Bearer " + std::string(size, 'x')});
  };
  BOOST_TEST(!with(limits.bearer_token).fault);
  BOOST_TEST(has_fault(with(limits.bearer_token + 1), ErrorCode::invalid_argument));
}

BOOST_AUTO_TEST_CASE(too_many_variables_or_bytes_of_them_are_refused) {
  Limits limits;
  limits.parameters = 3;
  BOOST_TEST(!read({"REQUEST_URI=/", "A=1", "B=2"}, {}, limits).fault);
  BOOST_TEST(has_fault(read({"REQUEST_URI=/", "A=1", "B=2", "C=3"}, {}, limits),
                       ErrorCode::payload_too_large));
  limits = {};
  limits.parameter_bytes = 20;
  BOOST_TEST(!read({"REQUEST_URI=/", "A=12345"}, {}, limits).fault);
  BOOST_TEST(
      has_fault(read({"REQUEST_URI=/", "A=123456"}, {}, limits), ErrorCode::payload_too_large));
}

BOOST_AUTO_TEST_CASE(names_that_are_none_are_left_out) {
  const auto request = read({"REQUEST_URI=/", "=x", "HTTP_A=B=C", "nothing"});
  BOOST_TEST(!request.fault);
  BOOST_TEST(request.header("a").value() == "B=C");
}

BOOST_AUTO_TEST_CASE(a_host_loses_its_port_and_its_capitals) {
  const auto host = [](const std::string& text) { return read({"HTTP_HOST=" + text}).host; };
  BOOST_TEST(host("EXAMPLE.org") == "example.org");
  BOOST_TEST(host("example.org:") == "example.org");
  BOOST_TEST(host("[::1]:8080") == "[::1]");
  BOOST_TEST(host("[::1]") == "[::1]");
  BOOST_TEST(read({"SERVER_NAME=Fallback"}).host == "fallback");
}

BOOST_AUTO_TEST_CASE(only_a_trusted_proxy_may_say_that_the_client_came_by_https) {
  BOOST_TEST(read({"HTTPS=on"}).secure);
  BOOST_TEST(read({"HTTPS=1"}).secure);
  BOOST_TEST(read({"REQUEST_SCHEME=https"}).secure);
  BOOST_TEST(!read({"HTTPS=off"}).secure);
  BOOST_TEST(!read({"REMOTE_ADDR=10.0.0.1", "HTTP_X_FORWARDED_PROTO=https"}).secure);
  const std::vector<std::string> proxies{"10.0.0.1"};
  BOOST_TEST(read({"REMOTE_ADDR=10.0.0.1", "HTTP_X_FORWARDED_PROTO=https"}, proxies).secure);
  BOOST_TEST(
      !read({"REMOTE_ADDR=10.0.0.1", "HTTP_X_FORWARDED_PROTO=http", "HTTPS=on"}, proxies).secure);
}

BOOST_AUTO_TEST_CASE(the_method_is_known_in_capitals_only) {
  BOOST_TEST((read({"REQUEST_METHOD=DELETE"}).method == Method::del));
  BOOST_TEST((read({"REQUEST_METHOD=delete"}).method == Method::other));
  BOOST_TEST(read({"REQUEST_METHOD=BREW"}).method_text == "BREW");
}

BOOST_AUTO_TEST_CASE(a_malformed_or_oversize_query_is_a_fault) {
  BOOST_TEST(has_fault(read({"REQUEST_URI=/?a=%00"}), ErrorCode::invalid_argument));
  BOOST_TEST(has_fault(read({"REQUEST_URI=/", "QUERY_STRING=a=%zz"}), ErrorCode::invalid_argument));
  Limits limits;
  limits.form = 4;
  BOOST_TEST(has_fault(read({"REQUEST_URI=/?a=1&b"}, {}, limits), ErrorCode::payload_too_large));
}

BOOST_AUTO_TEST_CASE(a_form_over_its_own_bound_is_refused_and_other_bodies_are_not) {
  Limits limits;
  limits.form = 4;
  auto form = read({"REQUEST_URI=/", "CONTENT_TYPE=application/x-www-form-urlencoded"});
  gateway::take_body(form, {"a=123", {}, true}, limits);
  BOOST_TEST(has_fault(form, ErrorCode::payload_too_large));
  auto json = read({"REQUEST_URI=/", "CONTENT_TYPE=application/json"});
  gateway::take_body(json, {"[1,2]", {}, true}, limits);
  BOOST_TEST(!json.fault);
  BOOST_TEST(json.body == "[1,2]");
}

BOOST_AUTO_TEST_SUITE_END()
