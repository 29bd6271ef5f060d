#include "store/url.h"

#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "store/database.h"
#include "support/refusals.h"

using store::Dialect;
using store::Url;

BOOST_AUTO_TEST_SUITE(database_url)

BOOST_AUTO_TEST_CASE(a_file_is_named_by_its_path) {
  const auto url = Url::parse("sqlite:/var/lib/door%20ward/a.db");
  BOOST_TEST((url.dialect == Dialect::sqlite));
  BOOST_TEST(url.path == "/var/lib/door ward/a.db");
  BOOST_TEST(Url::parse("sqlite:doorward/doorward.db").path == "doorward/doorward.db");
}

BOOST_AUTO_TEST_CASE(a_server_is_named_by_its_parts) {
  const auto url = Url::parse("mysql://us%40er:p%3a%2F%40@db.example.test:3307/name");
  BOOST_TEST((url.dialect == Dialect::mysql));
  BOOST_TEST(url.user == "us@er");
  BOOST_TEST(url.password == "p:/@");
  BOOST_TEST(url.host == "db.example.test");
  BOOST_TEST(url.port == 3307U);
  BOOST_TEST(url.name == "name");
  BOOST_TEST(url.socket == "");
  BOOST_TEST(!url.verified_tls);
}

BOOST_AUTO_TEST_CASE(options_name_the_socket_and_ask_for_tls) {
  const auto socket = Url::parse("mysql://u@localhost/n?socket=/run/my%26sql.sock");
  BOOST_TEST(socket.socket == "/run/my&sql.sock");
  BOOST_TEST(socket.password == "");
  BOOST_TEST(socket.port == 0U);
  const auto tls = Url::parse("mysql://u:p@[::1]:3306/n?tls=verify&ca=/etc/ca.pem");
  BOOST_TEST(tls.host == "::1");
  BOOST_TEST(tls.port == 3306U);
  BOOST_TEST(tls.verified_tls);
  BOOST_TEST(tls.authorities == "/etc/ca.pem");
}

BOOST_AUTO_TEST_CASE(a_faulty_url_is_refused_without_its_password) {
  for (const auto* text : {"",
                           "postgres://u:sesame@h/n",
                           "sqlite:",
                           "sqlite://bob:sesame@h/x",
                           "sqlite:bob:sesame@h/x",
                           "sqlite:a\"b",
                           "sqlite:a%0",
                           "sqlite:a%00b",
                           "mysql://",
                           "mysql://h/n",
                           "mysql://u:sesame@/n",
                           "mysql://u:sesame@h",
                           "mysql://u@h:/n",
                           "mysql://u:sesame@h:99999/n",
                           "mysql://u:sesame@h:33x/n",
                           "mysql://u:sesame@h/n?tls=yes",
                           "mysql://u:sesame@h/n?ca=/x",
                           "mysql://u:sesame@h/n?what=ever",
                           "mysql://u:sesame%@h/n",
                           "mysql://u:sesame@[::1]x/n"}) {
    BOOST_TEST_CONTEXT(text) {
      const auto error = refusal_of([&] { store::Settings::check(text); });
      BOOST_REQUIRE(error);
      BOOST_TEST((error->code() == base::ErrorCode::invalid_argument));
      BOOST_TEST(error->public_text().find("sesame") == std::string::npos);
      BOOST_TEST(error->private_detail().find("sesame") == std::string::npos);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
