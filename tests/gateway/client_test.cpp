#include "gateway/client.h"

#include <boost/test/unit_test.hpp>

#include "support/refusals.h"

using gateway::TrustedProxies;

BOOST_AUTO_TEST_SUITE(client_address)

BOOST_AUTO_TEST_CASE(without_trusted_proxies_the_peer_is_the_client) {
  const TrustedProxies nobody({});
  BOOST_TEST(nobody.client_of("192.0.2.1", "198.51.100.7") == "192.0.2.1");
  BOOST_TEST(nobody.client_of("2001:DB8:0::1", "") == "2001:db8::1");
  BOOST_TEST(nobody.client_of("::ffff:192.0.2.1", "") == "192.0.2.1");
  BOOST_TEST(nobody.client_of("unix:", "198.51.100.7") == "unix:");
}

BOOST_AUTO_TEST_CASE(trusted_proxies_are_walked_from_the_right) {
  const TrustedProxies proxies({"10.0.0.0/8", "2001:db8:1::/48", "127.0.0.1"});
  struct Row {
    const char* peer;
    const char* forwarded;
    const char* client;
  };
  for (const auto& [peer, forwarded, client] :
       {Row{"10.1.2.3", "198.51.100.7", "198.51.100.7"},
        {"10.1.2.3", "", "10.1.2.3"},
        {"11.0.0.1", "198.51.100.7", "11.0.0.1"},
        {"10.1.2.3", "203.0.113.9, 198.51.100.7, 10.9.9.9", "198.51.100.7"},
        {"127.0.0.1", "6.6.6.6, 198.51.100.7", "198.51.100.7"},
        {"2001:db8:1::5", "2001:db8:2::6", "2001:db8:2::6"},
        {"::ffff:10.0.0.1", "::ffff:198.51.100.7", "198.51.100.7"},
        {"10.1.2.3", "198.51.100.7:4711", "198.51.100.7"},
        {"10.1.2.3", "[2001:db8:2::6]:4711", "2001:db8:2::6"},
        {"10.1.2.3", "198.51.100.7, unknown", "10.1.2.3"},
        {"10.1.2.3", "198.51.100.7, 10.0.0.9, <script>", "10.1.2.3"},
        {"10.1.2.3", "10.0.0.1, 10.0.0.2", "10.0.0.1"},
        {"10.1.2.3", ",", "10.1.2.3"}}) {
    BOOST_TEST(proxies.client_of(peer, forwarded) == client,
               "wrong for " << peer << " after " << forwarded);
  }
}

BOOST_AUTO_TEST_CASE(a_block_ends_where_its_bits_say) {
  const TrustedProxies proxies({"192.0.2.64/26", "2001:db8::/33"});
  BOOST_TEST(proxies.contains("192.0.2.64"));
  BOOST_TEST(proxies.contains("192.0.2.127"));
  BOOST_TEST(!proxies.contains("192.0.2.63"));
  BOOST_TEST(!proxies.contains("192.0.2.128"));
  BOOST_TEST(proxies.contains("2001:db8:7fff::1"));
  BOOST_TEST(!proxies.contains("2001:db8:8000::1"));
  BOOST_TEST(TrustedProxies({"0.0.0.0/0"}).contains("203.0.113.9"));
  BOOST_TEST(!TrustedProxies({"0.0.0.0/0"}).contains("2001:db8::1"));
}

BOOST_AUTO_TEST_CASE(what_is_no_block_is_refused) {
  for (const auto* block : {"", "localhost", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::1/129",
                            "10.0.0/8", "10.0.0.0/8x"}) {
    BOOST_TEST(refuses(base::ErrorCode::invalid_argument, [&] { TrustedProxies({block}); }),
               "accepted: " << block);
  }
}

BOOST_AUTO_TEST_SUITE_END()
