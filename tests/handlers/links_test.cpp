#include "wiring/links.h"

#include <boost/test/unit_test.hpp>

#include "config/config.h"

namespace {

config::Config at(const std::string& public_url) {
  config::Config config;
  config.public_url = public_url;
  return config;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(links)

BOOST_AUTO_TEST_CASE(a_mailed_token_is_brought_to_our_page_unless_the_site_has_its_own) {
  BOOST_TEST(wiring::verify_url(at("https://example.org")) == "https://example.org/verify");
  BOOST_TEST(wiring::verify_url(at("https://example.org/")) == "https://example.org/verify");
  BOOST_TEST(wiring::verify_url(at("https://example.org/auth/")) ==
             "https://example.org/auth/verify");
  BOOST_TEST(wiring::verify_url(at("http://localhost:8080")) == "http://localhost:8080/verify");
  auto config = at("https://example.org");
  config.account.frontend_url = "https://app.example.org/welcome?lang=en";
  BOOST_TEST(wiring::verify_url(config) == "https://app.example.org/welcome?lang=en");
}

BOOST_AUTO_TEST_CASE(passwords_and_addresses_have_pages_of_our_own_whatever_frontend_a_site_has) {
  auto config = at("https://example.org/auth/");
  config.account.frontend_url = "https://app.example.org/welcome";
  BOOST_TEST(wiring::reset_url(config) == "https://example.org/auth/password/reset");
  BOOST_TEST(wiring::confirm_url(config) == "https://example.org/auth/email/confirm");
}

BOOST_AUTO_TEST_CASE(the_origin_is_written_as_browsers_write_it) {
  BOOST_TEST(wiring::public_origin(at("https://Example.org/auth")) == "https://example.org");
  BOOST_TEST(wiring::public_origin(at("https://example.org:443")) == "https://example.org");
  BOOST_TEST(wiring::public_origin(at("http://example.org:80/")) == "http://example.org");
  BOOST_TEST(wiring::public_origin(at("https://example.org:80")) == "https://example.org:80");
  BOOST_TEST(wiring::public_origin(at("http://[::1]:8080")) == "http://[::1]:8080");
  BOOST_TEST(wiring::public_origin(at("http://[::1]")) == "http://[::1]");
}

BOOST_AUTO_TEST_CASE(places_are_below_the_path_of_the_public_url) {
  const struct {
    const char* public_url;
    const char* place;
    const char* result;
  } rows[] = {
      {"https://example.org", "/", "/"},
      {"https://example.org", "/api", "/api"},
      {"https://example.org/auth", "/", "/auth"},
      {"https://example.org/auth/", "/api", "/auth/api"},
      {"https://example.org/auth", "example.org/", "example.org/auth"},
      {"https://example.org/auth", "api.example.org/", "api.example.org/"},
      {"https://example.org/auth", "api.example.org/v1", "api.example.org/v1"},
  };
  for (const auto& row : rows) {
    BOOST_TEST(wiring::place_below_base(at(row.public_url), row.place).text() == row.result,
               row.place);
  }
}

BOOST_AUTO_TEST_SUITE_END()
