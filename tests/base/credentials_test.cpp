#include "base/credentials.h"

#include <boost/test/unit_test.hpp>

using base::without_credentials;

BOOST_AUTO_TEST_SUITE(credentials)

BOOST_AUTO_TEST_CASE(whoever_signs_in_by_a_url_is_left_out) {
  struct Row {
    const char* text;
    const char* shown;
  };
  const Row rows[] = {
      {"mysql://bob:sesame@db.example:3306/dw", "mysql://***@db.example:3306/dw"},
      {"sqlite://bob:sesame@db.example/dw", "sqlite://***@db.example/dw"},
      {"sqlite:bob:sesame@db.example/dw", "sqlite:***@db.example/dw"},
      {"sqlite:/etc/doorward/bob:sesame@db.example", "sqlite:/etc/doorward/***@db.example"},
      {"The directory //bob:sesame@h is not there.", "The directory //***@h is not there."},
      {"smtp://smtp://bob:sesame@h: refused", "smtp://***@h: refused"},
      {"smtp://bob:sesame@h", "smtp://***@h"},
      {"bob:sesame@h:25", "***@h:25"},
      {"https://sesame@h/x", "https://***@h/x"},
      {"https://bob:ses@me@h/x", "https://***@h/x"},
      {"https://bob:ses/me@h/x", "https://***@h/x"},
      {"is \"https://bob:sesame@h\", which", "is \"https://***@h\", which"},
      {":sesame@h", "***@h"},
  };
  for (const auto& row : rows) BOOST_TEST(without_credentials(row.text) == row.shown, row.text);
}

BOOST_AUTO_TEST_CASE(all_else_stays_as_it_is) {
  for (const auto* text :
       {"", "ada@example.org", "a mail to ada@example.org: refused", "mysql://h:3306/dw",
        "unix:/run/doorward@blog.sock", "http://[::1]:8080/", "'dw'@'localhost' (using password)",
        "/etc/doorward/doorward.toml:12: mail.from must be a mail address", "10:30 a@b"}) {
    BOOST_TEST(without_credentials(text) == text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
