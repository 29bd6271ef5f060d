#include "gateway/target.h"

#include <boost/test/unit_test.hpp>

using gateway::decode_path;
using gateway::split_target;

BOOST_AUTO_TEST_SUITE(targets)

BOOST_AUTO_TEST_CASE(a_path_is_decoded_once) {
  BOOST_TEST(decode_path("/a%20b/%c3%A4/%2525;x").value() == "/a b/\xc3\xa4/%25;x");
  BOOST_TEST(decode_path("/").value() == "/");
  BOOST_TEST(decode_path("/account/").value() == "/account/");
  BOOST_TEST(decode_path("/..a/.b/...").value() == "/..a/.b/...");
}

BOOST_AUTO_TEST_CASE(a_path_that_two_readers_could_take_for_two_is_refused) {
  for (const auto* path :
       {"",       "a",      "*",       "//",          "/a//b",     "/a//",    "/.",
        "/..",    "/a/./b", "/a/../b", "/a/%2e%2e/b", "/%2E",      "/a/.%2e", "/a%2Fb",
        "/a%2fb", "/a\\b",  "/a%5cb",  "/%00",        "/a%0ab",    "/%7f",    "/%",
        "/%4",    "/%zz",   "/%ff",    "/%c0%af",     "/%ed%a0%80"}) {
    BOOST_TEST(!decode_path(path), "accepted: " << path);
  }
}

BOOST_AUTO_TEST_CASE(slashes_that_are_odd_are_found_and_nothing_else_is_forgiven) {
  struct Row {
    const char* path;
    const char* decoded;
    std::size_t odd_slash;
  };
  for (const auto& row : {Row{"//", "//", 1},
                          {"/a//b", "/a//b", 3},
                          {"/a%2fb", "/a/b", 2},
                          {"/%61%2Fb//c", "/a/b//c", 2},
                          {"/a//b%2Fc", "/a//b/c", 3},
                          {"/a%2F/b", "/a//b", 2}}) {
    const auto odd = gateway::decode_odd_path(row.path).value();
    BOOST_TEST(odd.path == row.decoded);
    BOOST_TEST(odd.odd_slash == row.odd_slash, row.path);
  }
  for (const auto* path : {"a//b", "/a//..", "/a%2F.", "/a%2F%2e%2e%2Fb", "/a//%00", "/a%2F%zz"}) {
    BOOST_TEST(!gateway::decode_odd_path(path), "accepted: " << path);
  }
}

BOOST_AUTO_TEST_CASE(a_uri_is_split_at_its_first_question_mark) {
  const auto target = split_target("/a?b=c?d");
  BOOST_TEST(target.path == "/a");
  BOOST_TEST(target.query == "b=c?d");
  BOOST_TEST(split_target("/a").query == "");
}

BOOST_AUTO_TEST_CASE(an_absolute_form_loses_its_scheme_and_host) {
  BOOST_TEST(split_target("http://evil.example/a/b?c").path == "/a/b");
  BOOST_TEST(split_target("HTTPS://evil.example").path == "/");
  BOOST_TEST(split_target("/a?u=http://x/y").path == "/a");
  BOOST_TEST(split_target("/http://x/y").path == "/http://x/y");
}

BOOST_AUTO_TEST_SUITE_END()
