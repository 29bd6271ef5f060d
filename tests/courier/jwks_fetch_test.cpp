#include "courier/jwks_fetch.h"

#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "support/issuer.h"
#include "support/refusals.h"

namespace {

using courier::JwksFetch;
using namespace std::chrono_literals;

const JwksFetch::Settings kPrivate{.allow_private = true};

/// libcurl tells how many milliseconds it has waited.
std::string without_digits(std::string text) {
  std::erase_if(text, [](char c) { return '0' <= c && c <= '9'; });
  return text;
}

/// Why the fetch is refused, in the words for the operator; empty when it is not.
std::string refusal(const JwksFetch::Settings& settings, const std::string& url) {
  const JwksFetch fetch(settings);
  const auto error = refusal_of([&] { fetch(url); });
  BOOST_TEST((!error || error->code() == base::ErrorCode::unavailable));
  const auto apart = refusal_of([&] { fetch.apart(url, base::in_place()); });
  BOOST_TEST(apart.has_value() == error.has_value());
  if (!error || !apart) return "";
  BOOST_TEST(without_digits(apart->public_text()) == without_digits(error->public_text()));
  return error->public_text();
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

}  // namespace

BOOST_AUTO_TEST_SUITE(jwks_fetch)

BOOST_AUTO_TEST_CASE(what_is_published_comes_whole_and_is_asked_for_once) {
  Issuer issuer;
  BOOST_TEST(has(JwksFetch{kPrivate}(issuer.jwks_url()), R"("kty": "RSA")"));
  BOOST_TEST(issuer.fetches() == 1);
}

BOOST_AUTO_TEST_CASE(it_comes_through_a_confined_process_too) {
  Issuer issuer;
  const JwksFetch fetch(kPrivate);
  BOOST_TEST(fetch.apart(issuer.jwks_url(), base::in_place()) == fetch(issuer.jwks_url()));
}

BOOST_AUTO_TEST_CASE(a_certificate_must_fit) {
  Issuer issuer(true);
  const JwksFetch trusting({.allow_private = true, .ca_file = issuer.ca_file()});
  BOOST_TEST(has(trusting(issuer.jwks_url()), R"("kty": "RSA")"));
  BOOST_TEST(has(refusal(kPrivate, issuer.jwks_url()), "certificate"));
  auto by_address = issuer.jwks_url();
  by_address.replace(by_address.find("localhost"), 9, "127.0.0.1");
  BOOST_TEST(has(refusal({.allow_private = true, .ca_file = issuer.ca_file()}, by_address),
                 "SSL: no alternative certificate"));
}

BOOST_AUTO_TEST_CASE(an_address_that_is_not_public_is_not_even_connected_to) {
  Issuer issuer(true);
  const auto port = issuer.jwks_url().substr(std::string("https://localhost:").size());
  const JwksFetch::Settings settings{.ca_file = issuer.ca_file()};
  for (const auto* host : {"localhost", "127.0.0.1", "127.1", "0x7f.1", "2130706433", "0.0.0.0",
                           "[::1]", "[::ffff:127.0.0.1]"}) {
    const auto why = refusal(settings, std::string("https://") + host + ":" + port);
    BOOST_TEST(has(why, "not public"), host << ": " << why);
  }
  BOOST_TEST(issuer.fetches() == 0);
}

BOOST_AUTO_TEST_CASE(plain_http_and_every_other_scheme_are_refused) {
  Issuer issuer;
  BOOST_TEST(refusal({}, issuer.jwks_url()) != "");
  for (const auto* url : {"file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/", "x"}) {
    BOOST_TEST(refusal(kPrivate, url) != "", url);
  }
  BOOST_TEST(issuer.fetches() == 0);
}

BOOST_AUTO_TEST_CASE(a_redirect_is_not_followed) {
  Issuer issuer;
  issuer.behave("redirect");
  BOOST_TEST(has(refusal(kPrivate, issuer.jwks_url()), "302"));
  BOOST_TEST(issuer.fetches() == 2);  // here and apart
}

BOOST_AUTO_TEST_CASE(another_status_than_200_is_refused_whatever_comes_with_it) {
  Issuer issuer;
  issuer.behave("missing");
  BOOST_TEST(has(refusal(kPrivate, issuer.jwks_url()), "404"));
}

BOOST_AUTO_TEST_CASE(more_than_256_kib_are_refused) {
  Issuer issuer;
  issuer.behave("huge");
  BOOST_TEST(has(refusal(kPrivate, issuer.jwks_url()), "256 KiB"));
}

BOOST_AUTO_TEST_CASE(who_does_not_answer_in_time_or_drips_is_given_up) {
  Issuer issuer;
  for (const auto* mode : {"hang", "drip"}) {
    issuer.behave(mode);
    const auto begun = std::chrono::steady_clock::now();
    BOOST_TEST(refusal({.allow_private = true, .timeout = 1s}, issuer.jwks_url()) != "", mode);
    BOOST_TEST((std::chrono::steady_clock::now() - begun < 5s), mode);
  }
}

BOOST_AUTO_TEST_CASE(nobody_there_is_refused_with_words) {
  Issuer issuer;
  issuer.stop();
  BOOST_TEST(has(refusal(kPrivate, issuer.jwks_url()), "cannot be asked"));
}

BOOST_AUTO_TEST_CASE(a_proxy_of_the_environment_is_not_used) {
  Issuer issuer;
  for (const auto* name : {"http_proxy", "all_proxy", "HTTP_PROXY"}) {
    setenv(name, "http://127.0.0.1:1", 1);
  }
  BOOST_TEST(refusal(kPrivate, issuer.jwks_url()) == "");
  for (const auto* name : {"http_proxy", "all_proxy", "HTTP_PROXY"}) unsetenv(name);
}

BOOST_AUTO_TEST_SUITE_END()
