#include "grants/redirect_uri.h"

#include <boost/test/unit_test.hpp>

using namespace grants;
using namespace std::string_literals;

namespace {

const std::vector<std::string> kRegistered{"https://good.example/cb", "http://127.0.0.1:8080/cb",
                                           "http://[::1]/cb?a=1",     "com.example.app:/cb",
                                           "http://localhost/lo",     "http://nas/cb"};

}  // namespace

BOOST_AUTO_TEST_SUITE(redirect_uris)

BOOST_AUTO_TEST_CASE(only_the_registered_octets_are_registered) {
  for (const auto& uri : kRegistered) BOOST_TEST(is_registered(uri, kRegistered), uri);
  for (const auto& uri : {""s,
                          "https://good.example/cb/"s,
                          "https://good.example/cb/x"s,
                          "https://good.example/"s,
                          "https://good.example/cb/../evil"s,
                          "https://good.example/x/../cb"s,
                          "https://good.example/./cb"s,
                          "https://good.example/CB"s,
                          "https://GOOD.example/cb"s,
                          "HTTPS://good.example/cb"s,
                          "https://good.example/cb?x"s,
                          "https://good.example/cb?"s,
                          "https://good.example/cb#"s,
                          "https://good.example/cb#f"s,
                          "https://user@good.example/cb"s,
                          "https://good.example@evil.example/cb"s,
                          "https://good.example:443/cb"s,
                          "https://good.example:80@evil.example/cb"s,
                          "https://good.example.evil.example/cb"s,
                          "https://evil.example/cb"s,
                          "https://good.example\\@evil.example/cb"s,
                          "https:\\\\good.example/cb"s,
                          "//good.example/cb"s,
                          "//evil.example"s,
                          "/cb"s,
                          "http://good.example/cb"s,
                          "https://good.example/cb%0d%0aLocation:x"s,
                          "https://good.example/cb\r\nX: y"s,
                          "https://good.example/%63b"s,
                          "https://good.example/cb%2f"s,
                          " https://good.example/cb"s,
                          "https://good.example/cb "s,
                          "https://good.example/\tcb"s,
                          "https://good.example/cb\n"s,
                          "https://good.example/cb\0"s,
                          "https://g\u043e\u043ed.example/cb"s,
                          "https://good.example\u3002evil.example/cb"s,
                          "https://good.example./cb"s,
                          "javascript:alert(1)"s,
                          "data:text/html,x"s,
                          "com.example.app:/cb/x"s,
                          "com.example.app://cb"s,
                          "COM.example.app:/cb"s}) {
    BOOST_TEST(!is_registered(uri, kRegistered), uri);
    BOOST_TEST(!is_below_registered("x" + uri, kRegistered), uri);
  }
  BOOST_TEST(!is_registered("", {}));
}

BOOST_AUTO_TEST_CASE(of_a_loopback_address_the_port_alone_may_differ) {
  for (const auto* uri :
       {"http://127.0.0.1/cb", "http://127.0.0.1:1/cb", "http://127.0.0.1:65535/cb",
        "http://[::1]/cb?a=1", "http://[::1]:49152/cb?a=1", "http://localhost:3000/lo"}) {
    BOOST_TEST(is_registered(uri, kRegistered), uri);
  }
  for (const auto* uri : {"http://127.0.0.1:/cb",
                          "http://127.0.0.1:0/cb",
                          "http://127.0.0.1:65536/cb",
                          "http://127.0.0.1:+80/cb",
                          "http://127.0.0.1:80 /cb",
                          "http://127.0.0.1:80@evil.example/cb",
                          "http://127.0.0.1:80x/cb",
                          "http://127.0.0.1:80/cb/",
                          "http://127.0.0.1:80/CB",
                          "http://127.0.0.1:80/cb?x",
                          "http://127.0.0.1:80/cb#f",
                          "http://127.0.0.1.evil.example/cb",
                          "http://127.0.0.1@evil.example/cb",
                          "http://127.0.0.1:80\\@evil.example/cb",
                          "http://127.0.0.1:80",
                          "http://127.0.0.2/cb",
                          "http://127.1/cb",
                          "http://localhost/other",
                          "http://LOCALHOST/lo",
                          "http://localhost./lo",
                          "http://localhost.evil.example/lo",
                          "http://nas:8080/cb",
                          "http://localhost:80@evil.example/cb",
                          "https://127.0.0.1/cb",
                          "http://[::1]:80/cb",
                          "http://[::1]:80/cb?a=2",
                          "http://[::1:80/cb?a=1",
                          "http://[0:0:0:0:0:0:0:1]/cb?a=1"}) {
    BOOST_TEST(!is_registered(uri, kRegistered), uri);
  }
  BOOST_TEST(!is_registered("https://good.example:444/cb", kRegistered));
}

BOOST_AUTO_TEST_CASE(what_may_be_registered_leads_to_one_place_and_no_other) {
  for (const auto& uri : {"https://good.example/cb"s,
                          "https://good.example"s,
                          "https://good.example:8443/a/b?c=d&e"s,
                          "https://good.example/a%20b"s,
                          "https://xn--bcher-kva.example/"s,
                          "http://127.0.0.1/cb"s,
                          "http://127.0.0.1:8080/cb"s,
                          "http://[::1]:8080"s,
                          "https://[2001:db8::1]:444/cb"s,
                          "com.example.app:/cb"s,
                          "com.example.app://host/cb"s,
                          "urn:ietf:wg:oauth:2.0:oob"s,
                          "http://localhost/cb"s,
                          "http://localhost:3000/cb"s,
                          "http://nas/cb"s,
                          "http://nas.local:8080/cb"s,
                          "http://192.168.1.20/cb"s,
                          "http://10.0.0.1:81/cb"s,
                          "http://[fd00::1]:8080/cb"s,
                          "http://wiki.home.arpa/cb"s,
                          "app:/cb"s,
                          "myapp://callback"s,
                          "https://good.example/" + std::string(2027, 'a')}) {
    BOOST_TEST(may_be_registered(uri), uri.substr(0, 60));
  }
  for (const auto& uri : {""s,
                          "good.example/cb"s,
                          "/cb"s,
                          "//good.example/cb"s,
                          "https:good.example"s,
                          "https:"s,
                          "https://"s,
                          "https:///cb"s,
                          "https://good.example/cb#f"s,
                          "https://u@good.example/cb"s,
                          "https://u:p@good.example/cb"s,
                          "https://good.example:0/"s,
                          "https://good.example:x/"s,
                          "https://good.example:/"s,
                          "https://good.example/a/../b"s,
                          "https://good.example/a/.."s,
                          "https://good.example/./a"s,
                          "https://good.example/%2e%2E/a"s,
                          "https://good.example/.%2e"s,
                          "https://good.example/a%2fb"s,
                          "https://good.example/a%5cb"s,
                          "https://good.example/a\\b"s,
                          "https://good.example/%0d%0a"s,
                          "https://good.example/%00"s,
                          "https://good.example/a b"s,
                          "https://good.example/%zz"s,
                          "https://good.example/a\r\nb"s,
                          "https://good.example/\u00fc"s,
                          "https://b\u00fccher.example/"s,
                          "https://good_host/"s,
                          "https://.example/"s,
                          "https://*.example/"s,
                          "https://good.example/\"><script>"s,
                          "HTTPS://good.example/"s,
                          "http://good.example/cb"s,
                          "http://localhost.example/cb"s,
                          "http://8.8.8.8/cb"s,
                          "http://0.0.0.0/cb"s,
                          "http://2130706433/cb"s,
                          "http://192.168.1/cb"s,
                          "http://[2001:db8::1]/cb"s,
                          "http://local/../cb"s,
                          "http://nas.local.evil.example/cb"s,
                          "http://127.0.0.1.evil.example/"s,
                          "http://127.0.0.1@evil.example/"s,
                          "http://"s,
                          "http:"s,
                          "javascript:alert(1)"s,
                          "data:text/html,x"s,
                          "file:///etc/passwd"s,
                          "vbscript:x"s,
                          "blob:x"s,
                          "intent:x"s,
                          "mailto:a@b.example"s,
                          "urn:x"s,
                          ".app:/cb"s,
                          "1.app:/cb"s,
                          "com.example.app:"s,
                          "com.example.app://u@host/"s,
                          "urn:ietf:wg:oauth:2.0:oob:auto"s,
                          "https://good.example/" + std::string(2028, 'a')}) {
    BOOST_TEST(!may_be_registered(uri), uri.substr(0, 60));
  }
}

BOOST_AUTO_TEST_CASE(what_may_be_read_or_taken_by_others_has_a_word_of_warning) {
  const auto words = [](const char* uri) { return words_of(caution_about(uri)); };
  for (const auto* uri : {"https://good.example/cb", "http://127.0.0.1/cb", "http://[::1]:8/cb",
                          "urn:ietf:wg:oauth:2.0:oob"}) {
    BOOST_TEST(words(uri).empty(), uri);
  }
  BOOST_TEST((caution_about("http://localhost:3000/cb") == Caution::localhost));
  BOOST_TEST((caution_about("http://192.168.1.20/cb") == Caution::plain_http));
  BOOST_TEST((caution_about("http://nas/cb") == Caution::plain_http));
  BOOST_TEST((caution_about("com.example.app:/cb") == Caution::private_scheme));
  BOOST_TEST((caution_about("myapp://cb") == Caution::private_scheme));
  for (const auto* uri : {"http://localhost/", "http://nas/", "app:/cb"}) {
    BOOST_TEST(!words(uri).empty(), uri);
  }
}

BOOST_AUTO_TEST_CASE(below_a_registered_one_is_what_a_browser_resolves_to_below_it) {
  const std::vector<std::string> registered{"https://good.example/cb", "https://dir.example/d/",
                                            "https://bare.example", "https://q.example/cb?a=1",
                                            "urn:ietf:wg:oauth:2.0:oob"};
  for (const auto* uri :
       {"https://good.example/cb", "https://good.example/cb/", "https://good.example/cb/x/y",
        "https://good.example/cb/a;b=c/..d/%c3%a4", "https://dir.example/d/",
        "https://dir.example/d/x", "https://bare.example/", "https://bare.example/x",
        "https://q.example/cb?a=1", "urn:ietf:wg:oauth:2.0:oob"}) {
    BOOST_TEST(is_below_registered(uri, registered), uri);
  }
  for (const auto* uri : {"https://good.example/cbx",
                          "https://good.example/c",
                          "https://good.example/",
                          "https://good.example/cb/..",
                          "https://good.example/cb/../evil",
                          "https://good.example/cb/%2e%2e/evil",
                          "https://good.example/cb/.%2E/evil",
                          "https://good.example/cb/%2e%2e%2fevil",
                          "https://good.example/cb/..\\evil",
                          "https://good.example/cb/x%5c..",
                          "https://good.example/cb/..;/evil",
                          "https://good.example/cb/..;a=b/evil",
                          "https://good.example/cb/%2e.%3bx/evil",
                          "https://good.example/cb/x/.;/y",
                          "https://good.example/cb/%252e%252e/evil",
                          "https://good.example/cb/x%25",
                          "https://good.example/cb/%c0%ae%c0%ae/evil",
                          "https://good.example/cb/%ff",
                          "https://dir.example/d/..;/evil",
                          "https://good.example/cb//evil",
                          "https://good.example/cb?x",
                          "https://good.example/cb/x?y",
                          "https://good.example/cb/x#f",
                          "https://good.example/cb/\t..",
                          "https://good.example/cb/%0d%0a",
                          "http://good.example/cb/x",
                          "https://good.example:444/cb/x",
                          "https://u@good.example/cb/x",
                          "https://dir.example/d",
                          "https://dir.example/d//x",
                          "https://bare.example.evil.example/",
                          "https://bare.example:444/",
                          "https://bare.example@evil.example/",
                          "https://q.example/cb?a=1/x",
                          "https://q.example/cb/x",
                          "urn:ietf:wg:oauth:2.0:oob/x"}) {
    BOOST_TEST(!is_below_registered(uri, registered), uri);
  }
}

BOOST_AUTO_TEST_CASE(parameters_stand_behind_the_query_that_is_there) {
  BOOST_TEST(
      with_parameters("https://a.example/cb", {{"code", "x"}, {"state", "a b&c=d#\u00e9"}}) ==
      "https://a.example/cb?code=x&state=a%20b%26c%3Dd%23%C3%A9");
  BOOST_TEST(with_parameters("https://a.example/cb?q=1", {{"code", "x"}}) ==
             "https://a.example/cb?q=1&code=x");
  BOOST_TEST(with_parameters("https://a.example/cb?", {{"code", "x"}}) ==
             "https://a.example/cb?code=x");
  BOOST_TEST(with_parameters("https://a.example/cb", {}) == "https://a.example/cb");
}

BOOST_AUTO_TEST_SUITE_END()
