#include "base/url.h"

#include <boost/test/unit_test.hpp>

using base::Authority;
using base::Url;

namespace {

Url url(std::string_view text) { return Url::parse(text).value(); }

std::string or_none(const std::optional<std::string_view>& part) {
  return part ? std::string(*part) : "none";
}

/// Every part between bars, with "none" for what is not there at all.
std::string parts(std::string_view text) {
  const auto url = Url::parse(text);
  if (!url) return "no URL";
  std::string out(url->scheme);
  if (url->authority) {
    const auto& [user, host, port] = *url->authority;
    out += "|" + or_none(user) + "@" + std::string(host) + ":" + or_none(port);
  }
  return out + "|" + std::string(url->path) + "|" + or_none(url->query) + "|" +
         or_none(url->fragment);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(urls)

BOOST_AUTO_TEST_CASE(a_url_is_taken_apart_as_it_was_written) {
  const std::pair<const char*, const char*> rows[] = {
      {"https://example.org", "https|none@example.org:none||none|none"},
      {"HTTPS://Example.ORG:8443/A%2f?x#y", "HTTPS|none@Example.ORG:8443|/A%2f|x|y"},
      {"http://u:p@h/", "http|u:p@h:none|/|none|none"},
      {"http://a@b@h", "http|a@b@h:none||none|none"},
      {"http://[::1]:80?", "http|none@[::1]:80|||none"},
      {"http://h:#", "http|none@h:||none|"},
      {"http://h#a?b#c", "http|none@h:none||none|a?b#c"},
      {"http:///x", "http|none@:none|/x|none|none"},
      {"com.example.app:/cb", "com.example.app|/cb|none|none"},
      {"urn:ietf:wg:oauth:2.0:oob", "urn|ietf:wg:oauth:2.0:oob|none|none"},
      {"http://h:1:2/", "http|none@h:1:2|/|none|none"}};
  for (const auto& [text, expected] : rows) BOOST_TEST(parts(text) == expected, text);
}

BOOST_AUTO_TEST_CASE(without_a_scheme_or_with_a_broken_authority_it_is_no_url) {
  for (const auto* text : {"", ":", "//h", "/p", "h", "1http://h", "ht tp://h", "http//h",
                           "http://[::1", "http://[::1]x", "http://[::1]x:80/", "://h"}) {
    BOOST_TEST(parts(text) == "no URL", text);
  }
}

BOOST_AUTO_TEST_CASE(a_host_is_a_name_or_an_address) {
  for (const auto& host :
       {std::string("h"), std::string("a.b-c.example."), std::string("db_1"),
        std::string("127.0.0.1"), std::string("[2001:DB8::1]"), std::string(253, 'a')}) {
    BOOST_TEST(base::is_host(host), host);
  }
  for (const auto& host :
       {std::string(), std::string(".a"), std::string("a..b"), std::string("::1"),
        std::string("[]"), std::string("[x]"), std::string("[1.2.3.4]"),
        std::string("[::1%25eth0]"), std::string("a b"), std::string("a%41"),
        std::string("\xc3\xbc"), std::string("["), std::string(254, 'a')}) {
    BOOST_TEST(!base::is_host(host), host);
  }
}

BOOST_AUTO_TEST_CASE(a_port_is_a_number_that_can_be_called) {
  BOOST_TEST(base::port_number("1").value() == 1);
  BOOST_TEST(base::port_number("65535").value() == 65535);
  for (const auto* text : {"", "0", "65536", "000080", "+80", "-1", " 80", "80x", "x"}) {
    BOOST_TEST(!base::port_number(text), text);
  }
}

BOOST_AUTO_TEST_CASE(http_and_https_with_a_host_are_the_web) {
  for (const auto* text : {"http://h", "HttpS://h", "https://h:x"}) {
    BOOST_TEST(base::is_web(url(text)), text);
  }
  for (const auto* text : {"ftp://h", "https:h", "https:///h", "https://:80", "javascript:x"}) {
    BOOST_TEST(!base::is_web(url(text)), text);
  }
}

BOOST_AUTO_TEST_CASE(what_nobody_else_can_listen_to_is_https_or_a_loopback_address) {
  for (const auto* text : {"https://h/", "http://127.0.0.1:8080/cb", "http://[::1]"}) {
    BOOST_TEST(base::is_https_or_loopback(url(text)), text);
  }
  for (const auto* text :
       {"http://h", "http://localhost", "http://127.0.0.2", "http://127.1", "HTTPS://h", "https:h",
        "http://127.0.0.1.h", "http://[0:0:0:0:0:0:0:1]", "http://127.0.0.1@h"}) {
    BOOST_TEST(!base::is_https_or_loopback(url(text)), text);
  }
}

BOOST_AUTO_TEST_CASE(a_plain_path_is_the_same_after_every_reader) {
  for (const auto* path : {"", "/", "/a/b", "/a%20b", "/...", "/a..b"}) {
    BOOST_TEST(base::is_plain_path(path), path);
  }
  for (const auto* path : {"/.", "/../a", "/a/%2e%2E", "/.%2e/a", "/a%2fb", "/a%5cb", "/a\\b",
                           "/%0d", "/%00", "/%zz", "/%", "/a\n"}) {
    BOOST_TEST(!base::is_plain_path(path), path);
  }
}

BOOST_AUTO_TEST_CASE(the_receiver_of_a_url_is_its_host_and_port_alone) {
  const std::pair<const char*, const char*> rows[] = {
      {"https://A.Example:8443/hook?x#y", "A.Example:8443"},
      {"https://user:pass@a.example/x@y", "a.example"},
      {"https://[::1]:443", "[::1]:443"},
      {"com.example.app:/cb", ""},
      {"nonsense", ""}};
  for (const auto& [text, receiver] : rows) BOOST_TEST(base::receiver_of(text) == receiver, text);
}

BOOST_AUTO_TEST_CASE(a_parameter_joins_the_query_before_the_fragment) {
  const std::pair<const char*, const char*> rows[] = {
      {"https://a/b", "https://a/b?n=x%26"},         {"https://a/?m=1", "https://a/?m=1&n=x%26"},
      {"https://a/?", "https://a/?n=x%26"},          {"https://a/?m=1&", "https://a/?m=1&n=x%26"},
      {"https://a/#/f?g", "https://a/?n=x%26#/f?g"}, {"/p&", "/p&?n=x%26"}};
  for (const auto& [before, after] : rows) {
    std::string text = before;
    base::add_parameter(text, "n", "x&");
    BOOST_TEST(text == after);
  }
}

BOOST_AUTO_TEST_SUITE_END()
