// A real Postfix that lets nobody in who does not name itself with a whole name.
#include "interop/postfix.h"

#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <csignal>
#include <optional>

#include "e2e/people.h"
#include "json/json.h"
#include "support/poll.h"
#include "support/versions.h"

namespace {

/// Postfix' master must be root; for anybody else the case is skipped.
const boost::unit_test::precondition for_root([](auto) {
  return boost::test_tools::assertion_result(geteuid() == 0);
});

const Site::Settings kWithoutAName{{"mail.helo", R"("localhost")"}};

/// A site whose mails go to a Postfix of its own.
struct MailedSite {
  explicit MailedSite(Site::Settings settings = {}) : postfix(server_scratch) {
    settings["mail.server"] = '"' + postfix.place() + '"';
    settings["mail.tls"] = R"("none")";
    settings["mail.first_retry"] = R"("1s")";
    site.emplace(kNginx, settings);
  }

  void sign_up() const {
    const auto made = site->client().json(
        "POST", "/account/register",
        R"({"username":"ada","password":"correct horse battery","email":"ada@example.org"})");
    BOOST_REQUIRE_EQUAL(made.status, 200);
  }

  bool is_logged(const std::string& words) const {
    return eventually([&] { return postfix.log().find(words) != std::string::npos; });
  }

  std::string health() const {
    return json::parse_object(site->client().get("/health").body)["mail"].get<std::string>();
  }

  bool health_becomes(const std::string& word) const {
    return eventually([&] { return health() == word; });
  }

  Scratch server_scratch;
  Postfix postfix;
  std::optional<Site> site;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(postfix, *for_root)

BOOST_AUTO_TEST_CASE(takes_our_mails_by_the_name_that_we_have_from_public_url) {
  tell_versions({"postfix"});
  const MailedSite mailed;
  mailed.sign_up();
  BOOST_REQUIRE(eventually([&] { return !mailed.postfix.mails().empty(); }));
  const auto mail = mailed.postfix.mails().front();
  BOOST_TEST(mail.find("from accounts.example.org (") != mail.npos, mail);
  BOOST_TEST(mail.find("X-Original-To: ada@example.org") != mail.npos, mail);
  BOOST_TEST(mailed.health() == "ok");
}

BOOST_AUTO_TEST_CASE(that_refuses_our_name_makes_mails_wait_and_the_operator_hear_of_it) {
  MailedSite mailed(kWithoutAName);
  mailed.sign_up();
  BOOST_TEST(mailed.is_logged("504 5.5.2 <localhost>: Helo command rejected"));
  BOOST_TEST(mailed.health_becomes("refused"));
  BOOST_TEST(mailed.site->command({"check"}) == 1);
  const auto told = read_file(mailed.site->scratch().at("output.log"));
  BOOST_TEST(told.find("RCPT was answered with 504 5.5.2") != told.npos, told);
  BOOST_TEST(mailed.postfix.mails().empty());
}

BOOST_AUTO_TEST_CASE(gets_what_has_waited_once_our_name_is_mended) {
  MailedSite mailed(kWithoutAName);
  mailed.sign_up();
  BOOST_REQUIRE(mailed.health_becomes("refused"));
  auto& site = *mailed.site;
  auto settings = read_file(site.scratch().at("doorward.toml"));
  settings.replace(settings.find("\"localhost\""), 11, "\"accounts.example.org\"");
  site.scratch().write("doorward.toml", settings);
  site.daemon().send(SIGHUP);
  BOOST_TEST(eventually([&] { return !mailed.postfix.mails().empty(); }));
  BOOST_TEST(mailed.health_becomes("ok"));
}

BOOST_AUTO_TEST_SUITE_END()
