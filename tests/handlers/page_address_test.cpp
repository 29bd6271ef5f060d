// The page on which people without a verified address give one, and where it leads.
#include "handlers/page_visitor.h"

#include "store/accounts.h"

namespace {

const std::string kWanted = "/members/a?b=c";
const std::string kPage = "/email?redirectTo=%2Fmembers%2Fa%3Fb%3Dc";

struct AddressSite : HttpWorld {
  AddressSite() {
    const auto made = send(form("/user", {{"user", "bert"}, {"pass", "pass word"}}));
    BOOST_REQUIRE_EQUAL(made.status, 201);
    BOOST_REQUIRE_EQUAL(bert.sign_in("bert").status, 303);
  }

  gateway::Response give(const std::string& email, const std::string& proof = "pass word",
                         const std::string& target = kWanted) {
    clock.advance(std::chrono::milliseconds(1));
    return bert.press("/email", {{"email", email}, {"proof", proof}, {"redirectTo", target}});
  }
  /// What the button behind the mailed link leads to.
  gateway::Response confirm(Visitor& visitor) {
    return visitor.submit("/email/confirm", {{"token", mailed_token()}});
  }
  bool is_verified() { return model::has_verified_address(account("bert").value()); }

  Visitor bert{*this};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(page_address, AddressSite)

BOOST_AUTO_TEST_CASE(somebody_gives_an_address_confirms_it_and_goes_on_to_where_they_wanted) {
  const auto page = bert.open(kPage);
  BOOST_TEST(page.status == 200);
  BOOST_TEST(contains(page.body, "name=\"redirectTo\" value=\"/members/a?b=c\""));
  BOOST_TEST(contains(page.body, "<strong>bert</strong>"));
  const auto asked = give(" bert@example.org ");
  BOOST_TEST(asked.status == 200);
  BOOST_TEST(contains(asked.body, "<strong>bert@example.org</strong>"));
  BOOST_TEST(contains(asked.body, "href=\"" + kPage + "\""));
  BOOST_TEST(mails().back().recipient == "bert@example.org");
  BOOST_TEST(!is_verified());
  BOOST_TEST(bert.open(kPage).status == 200);

  Visitor elsewhere(*this);
  const auto link = "/email/confirm?token=" + mailed_token();
  BOOST_TEST(contains(elsewhere.open(link).body, "<dd>bert@example.org</dd>"));
  BOOST_TEST(!is_verified());
  const auto confirmed = confirm(elsewhere);
  BOOST_TEST(contains(confirmed.body, "href=\"/members/a?b=c\""));
  BOOST_TEST(is_verified());
  BOOST_TEST(bert.open(kPage).header("Location") == kWanted);
  BOOST_TEST(bert.open("/email").header("Location") == "/settings");
}

BOOST_AUTO_TEST_CASE(whoever_is_not_signed_in_signs_in_first_and_comes_back) {
  Visitor stranger(*this);
  BOOST_TEST(stranger.open(kPage).header("Location") ==
             "/sign-in?redirectTo=%2Femail%3FredirectTo%3D%252Fmembers%252Fa%253Fb%253Dc");
}

BOOST_AUTO_TEST_CASE(what_is_wrong_stands_beside_its_field_and_the_way_back_is_kept) {
  make_account("ada");
  const struct {
    const char *email, *proof;
    int status;
    const char* fault;
  } rows[] = {{"no address", "pass word", 400, "email-fault"},
              {"ADA@example.org", "pass word", 409, "email-fault"},
              {"bert@example.org", "wrong", 401, "proof-fault"},
              {"bert@example.org", "", 401, "proof-fault"}};
  for (const auto& [email, proof, status, fault] : rows) {
    const auto page = give(email, proof);
    BOOST_TEST(page.status == status, email);
    BOOST_TEST(contains(page.body, "id=\"" + std::string(fault) + "\""), email);
    BOOST_TEST(contains(page.body, "value=\"/members/a?b=c\""), email);
    BOOST_TEST(contains(page.body, "value=\"" + std::string(email) + "\""), email);
  }
  BOOST_TEST(!is_verified());
}

BOOST_AUTO_TEST_CASE(it_leads_to_paths_of_ours_alone) {
  for (const auto* target : {"https://evil.example/", "//evil.example/", "/\\evil.example", "x"}) {
    BOOST_TEST(contains(give("bert@example.org", "pass word", target).body, "href=\"/email\""),
               target);
    BOOST_TEST(!contains(confirm(bert).body, "evil.example"), target);
    const auto id = account("bert")->id;
    database.transaction(
        [&](store::Session& session) { store::Accounts(session).clear_email(id); });
    clock.advance(std::chrono::minutes(16));
  }
}

BOOST_AUTO_TEST_CASE(a_form_of_another_site_gives_no_address) {
  BOOST_TEST(
      bert.submit("/email", {{"email", "bert@example.org"}, {"proof", "pass word"}}).status == 403);
  BOOST_TEST(mails().empty());
}

BOOST_AUTO_TEST_CASE(it_speaks_german_too) {
  Visitor besucher(*this, "de");
  besucher.sign_in("bert");
  BOOST_TEST(contains(besucher.open(kPage).body, "Eins fehlt noch"));
}

BOOST_AUTO_TEST_SUITE_END()
