// Somebody reads their mail in a browser: Roundcube sends them to us to sign in, and goes on to
// Dovecot with the token that it got, which asks us whose it is.
#include "interop/roundcube.h"

#include <boost/test/unit_test.hpp>

#include "e2e/people.h"
#include "interop/node.h"
#include "support/versions.h"

namespace {

constexpr auto kMail =
    "From: charles@example.org\r\nTo: ada@example.org\r\n"
    "Subject: Notes on the engine\r\nDate: Tue, 01 Dec 2026 00:00:00 +0000\r\n"
    "Message-ID: <1@example.org>\r\n\r\nThe Analytical Engine weaves.\r\n";

constexpr auto kTokens = R"("path":"/oauth2/token","status":200)";

/// Reads mail with these settings of the site; how often Roundcube has got tokens meanwhile.
std::size_t reads_mail(const Site::Settings& settings) {
  tell_versions({"roundcube-core", "dovecot-imapd", "chromium"});
  auto all = settings;
  all["public_url"] = "\"{url}\"";
  const Site site(kNginx, all);
  const auto ada = register_person(site, "ada");
  const Dovecot dovecot(site.scratch(), {"introspection_mode = auth\n"
                                         "introspection_url = " +
                                             site.url() +
                                             "/userinfo\n"
                                             "username_attribute = email\n",
                                         "oauthbearer xoauth2"});
  dovecot.deliver(ada.email, kMail);
  const Roundcube roundcube(site, dovecot);
  const auto fault =
      fault_of(site, "roundcube.mjs", {{"person", values_of(ada)}, {"roundcube", roundcube.url()}});
  BOOST_TEST(fault == "", fault + roundcube.log() + dovecot.log());
  const auto log = site.log();
  std::size_t times = 0;
  for (auto at = log.find(kTokens); at != log.npos; at = log.find(kTokens, at + 1)) ++times;
  return times;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(roundcube)

BOOST_AUTO_TEST_CASE(lets_somebody_in_who_signs_in_here) { BOOST_TEST(reads_mail({}) == 1U); }

// Roundcube takes a token for over ten seconds before it is.
BOOST_AUTO_TEST_CASE(gets_new_tokens_when_those_that_it_has_are_over) {
  BOOST_TEST(reads_mail({{"oauth.access_lifetime", "\"10s\""}}) > 1U);
}

BOOST_AUTO_TEST_SUITE_END()
