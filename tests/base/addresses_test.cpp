#include "base/addresses.h"

#include <boost/test/unit_test.hpp>
#include <string>

namespace {

bool is_public(const std::string& text) {
  const auto found = base::is_public_literal(text);
  BOOST_REQUIRE(found);
  return *found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(addresses)

BOOST_AUTO_TEST_CASE(what_is_not_of_the_public_internet_is_not_public) {
  for (const auto* text : {"0.0.0.0",
                           "0.1.2.3",
                           "10.0.0.1",
                           "10.255.255.255",
                           "100.64.0.1",
                           "100.127.255.255",
                           "127.0.0.1",
                           "127.1",
                           "0x7f.1",
                           "2130706433",
                           "127.255.255.254",
                           "169.254.169.254",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.0.0.1",
                           "192.0.2.1",
                           "192.88.99.1",
                           "192.168.1.1",
                           "198.18.0.1",
                           "198.19.255.255",
                           "198.51.100.1",
                           "203.0.113.1",
                           "224.0.0.1",
                           "239.1.1.1",
                           "240.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "::ffff:127.0.0.1",
                           "::ffff:10.0.0.1",
                           "::127.0.0.1",
                           "64:ff9b::127.0.0.1",
                           "64:ff9b:1::1",
                           "100::1",
                           "2001::1",
                           "2001:db8::1",
                           "2002:7f00:1::1",
                           "3fff::1",
                           "fc00::1",
                           "fd00::1",
                           "fe80::1",
                           "fec0::1",
                           "ff02::1",
                           "5f00::1"}) {
    BOOST_TEST(!is_public(text), text);
  }
}

BOOST_AUTO_TEST_CASE(what_is_of_it_is) {
  for (const auto* text :
       {"1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.255.255.255",
        "128.0.0.1", "169.253.1.1", "172.15.255.255", "172.32.0.1", "192.0.1.1", "192.167.1.1",
        "198.17.1.1", "198.20.0.1", "223.255.255.255", "2001:4860:4860::8888", "2a00:1450::1",
        "2620:fe::fe", "::ffff:8.8.8.8"}) {
    BOOST_TEST(is_public(text), text);
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_address_of_the_internet_is_not_public) {
  sockaddr local{};
  local.sa_family = AF_UNIX;
  BOOST_TEST(!base::is_public(local));
}

BOOST_AUTO_TEST_CASE(a_name_is_no_address_and_nobody_is_asked_for_it) {
  for (const auto* text : {"localhost", "localhost.", "example.org", "1.2.3.4.5", "", "[::1]"}) {
    BOOST_TEST(!base::is_public_literal(text), text);
  }
}

BOOST_AUTO_TEST_CASE(this_machine_is_known_by_its_own_names_alone) {
  for (const auto* host : {"localhost", "LocalHost", "my.localhost", "127.0.0.1", "127.255.0.3",
                           "::1", "[::1]", "::ffff:127.0.0.1", "0:0::1"}) {
    BOOST_TEST(base::is_this_machine(host), host);
  }
  for (const auto* host : {"",
                           "[]",
                           "localhost.example.org",
                           "mylocalhost",
                           "example.org",
                           "127.1",
                           "127.0.0.1.nip.io",
                           "128.0.0.1",
                           "126.255.255.255",
                           "0.0.0.0",
                           "10.0.0.1",
                           "192.168.1.1",
                           "::",
                           "::2",
                           "fe80::1",
                           "::ffff:10.0.0.1",
                           "2130706433",
                           "0x7f.0.0.1",
                           "127.0.0.1:80",
                           " localhost"}) {
    BOOST_TEST(!base::is_this_machine(host), host);
  }
}

BOOST_AUTO_TEST_SUITE_END()
