// Signing up, and what a mailed link leads to.
#include "accounts/identity/address_change.h"
#include "handlers/page_visitor.h"
#include "support/records.h"

namespace {

struct Site : HttpWorld {
  gateway::Response sign_up(const std::string& name, const std::string& email,
                            const std::string& password = "pass word") {
    return visitor.submit("/sign-up",
                          {{"username", name}, {"email", email}, {"password", password}});
  }

  static std::string kept_in(const gateway::Response& page) {
    return Visitor::between(page.body, "name=\"kept\" value=\"", "\"");
  }
  gateway::Response type_code(const std::string& target, const gateway::Response& page,
                              const std::string& code) {
    return visitor.submit(target,
                          {{"kept", kept_in(page)}, {"email", "ada@example.org"}, {"code", code}});
  }

  Visitor visitor{*this};
  Visitor besucher{*this, "de"};
};

struct Forgetful : Signed {
  std::string link_token(const std::string& email = "ada@example.org") {
    clock.advance(std::chrono::milliseconds(1));
    BOOST_REQUIRE_EQUAL(stranger.submit("/password/forgotten", {{"email", email}}).status, 200);
    return mailed_token();
  }

  gateway::Response set(const std::string& token, const std::string& password) {
    return stranger.submit("/password/reset", {{"token", token}, {"password", password}});
  }

  Visitor stranger{*this};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(page_sign_up, Site)

BOOST_AUTO_TEST_CASE(somebody_signs_up_and_is_told_to_look_at_their_mails) {
  BOOST_TEST(visitor.open("/sign-up").status == 200);
  const auto page = sign_up(" ada ", " ada@example.org");
  BOOST_TEST(page.status == 200);
  BOOST_TEST(contains(page.body, "<strong>ada@example.org</strong>"));
  BOOST_TEST(mails().back().recipient == "ada@example.org");
  BOOST_TEST(contains(visitor.open("/verify?token=" + mailed_token()).body, "<dd>ada</dd>"));
}

BOOST_AUTO_TEST_CASE(a_newcomer_ends_where_they_wanted_to_go) {
  const std::string target = "/oauth2/authorize?kept=x&client_id=a";
  const std::string back = "?redirectTo=%2Foauth2%2Fauthorize%3Fkept%3Dx%26client_id%3Da";
  BOOST_TEST(contains(visitor.open("/sign-in" + back).body, "href=\"/sign-up" + back + "\""));
  const auto page = visitor.open("/sign-up" + back);
  BOOST_TEST(contains(page.body, "href=\"/sign-in" + back + "\""));
  const auto action = Visitor::between(page.body, "method=\"post\" action=\"", "\"");
  BOOST_TEST(action == "/sign-up" + back);
  const auto again = visitor.submit(action, {{"username", "-"}});
  BOOST_TEST(contains(again.body, "action=\"" + action + "\""));
  const auto asked = visitor.submit(
      action, {{"username", "ada"}, {"email", "ada@example.org"}, {"password", "pass word"}});
  BOOST_TEST(contains(asked.body, "href=\"/sign-in" + back + "\""));
  const auto done = visitor.submit("/verify", {{"token", mailed_token()}});
  BOOST_TEST(contains(done.body, "href=\"/sign-in" + back + "\""));
  const auto form = visitor.open("/sign-in" + back);
  const auto in = visitor.submit(Visitor::between(form.body, "action=\"", "\""),
                                 {{"username", "ada"}, {"password", "pass word"}});
  BOOST_TEST(in.header("Location") == target);
}

BOOST_AUTO_TEST_CASE(nobody_who_signs_up_is_led_to_another_site) {
  for (const auto* evil : {"https%3A%2F%2Fevil.example", "%2F%2Fevil", "%2F%5Cevil"}) {
    const auto page = visitor.open("/sign-up?redirectTo=" + std::string(evil));
    BOOST_TEST(!contains(page.body, "redirectTo"), evil);
    const auto forgotten = visitor.open("/password/forgotten?redirectTo=" + std::string(evil));
    BOOST_TEST(!contains(forgotten.body, "redirectTo"), evil);
  }
}

BOOST_AUTO_TEST_CASE(what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept) {
  sign_up("ada", "ada@example.org");
  struct Row {
    const char *name, *email, *password;
    int status;
    const char* fault;
  };
  const Row rows[] = {{"ada", "eva@example.org", "pass word", 409, "username-fault"},
                      {"-", "eva@example.org", "pass word", 400, "username-fault"},
                      {"eva", "ada@example.org", "pass word", 409, "email-fault"},
                      {"eva", "no address", "pass word", 422, "email-fault"},
                      {"eva", "eva@example.org", "seven 7", 400, "password-fault"},
                      {"eva", "eva@example.org", "", 400, "password-fault"}};
  for (const auto& [name, email, password, status, fault] : rows) {
    const auto page = sign_up(name, email, password);
    BOOST_TEST(page.status == status, fault);
    BOOST_TEST(contains(page.body, "role=\"alert\" id=\"" + std::string(fault) + "\""), fault);
    BOOST_TEST(contains(page.body, "value=\"" + std::string(name) + "\""));
    BOOST_TEST(contains(page.body, "value=\"" + std::string(email) + "\""));
    BOOST_TEST(!contains(page.body, "pass word"));
    BOOST_TEST(!contains(page.body, "seven 7"));
  }
  BOOST_TEST(!account("eva").has_value());
}

BOOST_AUTO_TEST_CASE(eight_characters_are_counted_as_people_count_them) {
  BOOST_TEST(sign_up("ada", "ada@example.org", "ääääää7").status == 400);
  BOOST_TEST(sign_up("ada", "ada@example.org", "äääääää8").status == 200);
}

BOOST_AUTO_TEST_CASE(it_speaks_german_too) {
  BOOST_TEST(contains(besucher.open("/sign-up").body, "<html lang=\"de\">"));
  const auto page = besucher.submit(
      "/sign-up", {{"username", "-"}, {"email", "x@example.org"}, {"password", "pass word"}});
  BOOST_TEST(contains(page.body, "Dieser Name ist nicht möglich."));
}

BOOST_AUTO_TEST_CASE(the_code_of_the_mail_is_typed_where_somebody_signed_up) {
  auto page = sign_up("ada", "ada@example.org");
  BOOST_TEST(contains(page.body, "action=\"/verify/code\""));
  BOOST_TEST(contains(page.body, "autocomplete=\"one-time-code\""));
  const auto code = mailed_code();
  BOOST_TEST(!contains(page.body, code));
  page = type_code("/verify/code", page, "12");
  BOOST_TEST(page.status == 401);
  BOOST_TEST(contains(page.body, "id=\"code-fault\""));
  BOOST_TEST(contains(page.body, "<strong>ada@example.org</strong>"));
  page = type_code("/verify/code", page, code);
  BOOST_TEST(page.status == 200);
  BOOST_TEST(contains(page.body, "Welcome, ada!"));
  BOOST_TEST(visitor.sign_in("ada").status == 303);
}

BOOST_AUTO_TEST_CASE(after_five_wrong_codes_the_page_says_that_the_link_is_good) {
  auto page = sign_up("ada", "ada@example.org");
  const std::string wrong = mailed_code() == "000000" ? "000001" : "000000";
  for (int i = 0; i < 5; ++i) page = type_code("/verify/code", page, wrong);
  BOOST_TEST(page.status == 401);
  page = type_code("/verify/code", page, mailed_code());
  BOOST_TEST(page.status == 400);
  BOOST_TEST(contains(page.body, "open the link"));
  BOOST_TEST(visitor.submit("/verify", {{"token", mailed_token()}}).status == 200);
}

BOOST_AUTO_TEST_CASE(a_mail_that_did_not_come_is_asked_for_again) {
  const auto page = sign_up("ada", "ada@example.org");
  const Visitor::Fields again{{"kept", kept_in(page)}, {"email", "ada@example.org"}};
  BOOST_TEST(contains(visitor.submit("/verify/again", again).body, "only just now"));
  BOOST_TEST(mails().size() == 1U);
  clock.advance(std::chrono::seconds(61));
  const auto sent = visitor.submit("/verify/again", again);
  BOOST_TEST(sent.status == 200);
  BOOST_TEST(contains(sent.body, "on its way once more"));
  BOOST_TEST(mails().size() == 2U);
  BOOST_TEST(contains(type_code("/verify/code", sent, mailed_code()).body, "Welcome, ada!"));
  BOOST_TEST(visitor.submit("/verify/again", {{"kept", "x"}}).status == 404);
}

BOOST_AUTO_TEST_CASE(whoever_closed_the_page_finds_the_way_back_from_the_sign_in) {
  sign_up("ada", "ada@example.org");
  clock.advance(std::chrono::seconds(61));
  BOOST_TEST(contains(visitor.sign_in("ada").body, "href=\"/verify/again\""));
  BOOST_TEST(contains(visitor.open("/verify/again").body, "name=\"email\""));
  BOOST_TEST(visitor.submit("/verify/again", {{"email", "ada"}}).status == 400);
  const auto nobody = visitor.submit("/verify/again", {{"email", "eva@example.org"}});
  const auto page = visitor.submit("/verify/again", {{"email", "ada@example.org"}});
  for (const auto& each : {nobody, page}) {
    BOOST_TEST(each.status == 200);
    BOOST_TEST(contains(each.body, "If a registration waits for"));
  }
  BOOST_TEST(mails().size() == 2U);
  BOOST_TEST(contains(type_code("/verify/code", page, mailed_code()).body, "Welcome, ada!"));
}

BOOST_AUTO_TEST_CASE(signing_up_once_more_leads_on_and_with_another_password_to_a_new_one) {
  sign_up("ada", "ada@example.org");
  const auto again = sign_up("ada", "ada@example.org");
  BOOST_TEST(again.status == 200);
  BOOST_TEST(contains(type_code("/verify/code", again, mailed_code()).body, "Welcome, ada!"));
  sign_up("eva", "eva@example.org");
  const auto other = sign_up("eva", "eva@example.org", "another word");
  BOOST_TEST(other.status == 409);
  BOOST_TEST(contains(other.body, "waits for its mail to be confirmed"));
  BOOST_TEST(contains(other.body, "href=\"/password/forgotten\""));
}

BOOST_AUTO_TEST_CASE(these_pages_speak_german_too) {
  const auto page = besucher.submit(
      "/sign-up", {{"username", "ada"}, {"email", "ada@example.org"}, {"password", "pass word"}});
  BOOST_TEST(contains(page.body, "gib den Code aus dieser Mail ein"));
  BOOST_TEST(contains(besucher.open("/verify/again").body, "Die Mail kam nicht an?"));
}

BOOST_AUTO_TEST_CASE(a_form_of_another_site_is_a_page_that_leads_back) {
  gateway::Request request;
  request.method = gateway::Method::post;
  request.method_text = "POST";
  request.path = "/sign-up";
  request.headers.add("sec-fetch-site", "cross-site");
  const auto page = send(request);
  BOOST_TEST(page.status == 403);
  BOOST_TEST(contains(page.body, "href=\"/settings\""));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(page_password, Forgetful)

BOOST_AUTO_TEST_CASE(who_had_forgotten_their_password_goes_on_to_where_they_wanted) {
  const std::string back = "?redirectTo=%2Foauth2%2Fauthorize%3Fkept%3Dx";
  BOOST_TEST(
      contains(stranger.open("/sign-in" + back).body, "href=\"/password/forgotten" + back + "\""));
  const auto page = stranger.open("/password/forgotten" + back);
  const auto action = Visitor::between(page.body, "method=\"post\" action=\"", "\"");
  BOOST_TEST(action == "/password/forgotten" + back);
  BOOST_TEST(contains(stranger.submit(action, {{"email", "ada@example.org"}}).body,
                      "href=\"/sign-in" + back + "\""));
  BOOST_TEST(set(mailed_token(), "new secret").header("Location") ==
             "/sign-in?done=password-set&redirectTo=%2Foauth2%2Fauthorize%3Fkept%3Dx");
}

BOOST_AUTO_TEST_CASE(a_forgotten_password_is_set_anew_by_the_mailed_link_and_once) {
  const auto token = link_token();
  for (int i = 0; i < 2; ++i) {
    const auto page = stranger.open("/password/reset?token=" + token);
    BOOST_TEST(page.status == 200);
    BOOST_TEST(contains(page.body, "<strong>ada</strong>"));
    BOOST_TEST(contains(page.body, "autocomplete=\"new-password\""));
  }
  const auto done = set(token, "a new password");
  BOOST_TEST(done.status == 303);
  BOOST_TEST(done.header("Location") == "/sign-in?done=password-set");
  BOOST_TEST(set(token, "another password").status == 404);
  BOOST_TEST(ada.open("/settings").status == 303);
  BOOST_TEST(stranger.sign_in("ada", "a new password").status == 303);
}

BOOST_AUTO_TEST_CASE(the_code_of_the_mail_leads_to_the_new_password_too) {
  clock.advance(std::chrono::milliseconds(1));  // mails of one moment have no order
  const auto page = stranger.submit("/password/forgotten", {{"email", "ada@example.org"}});
  const auto kept = Visitor::between(page.body, "name=\"kept\" value=\"", "\"");
  BOOST_TEST(contains(page.body, "action=\"/password/code\""));
  const auto code = mailed_code();
  const std::string wrong = code == "000000" ? "000001" : "000000";
  BOOST_TEST(stranger.submit("/password/code", {{"kept", kept}, {"code", wrong}}).status == 401);
  const auto form = stranger.submit("/password/code", {{"kept", kept}, {"code", code}});
  BOOST_TEST(form.status == 200);
  BOOST_TEST(contains(form.body, "autocomplete=\"new-password\""));
  const auto token = Visitor::between(form.body, "name=\"token\" value=\"", "\"");
  BOOST_TEST(set(token, "a new password").status == 303);
  BOOST_TEST(stranger.submit("/password/code", {{"kept", kept}, {"code", code}}).status == 404);
}

BOOST_AUTO_TEST_CASE(whether_an_address_has_an_account_cannot_be_seen) {
  const auto known = stranger.submit("/password/forgotten", {{"email", "ada@example.org"}});
  const auto unknown = stranger.submit("/password/forgotten", {{"email", "eve@example.org"}});
  BOOST_TEST(known.status == 200);
  BOOST_TEST(unknown.status == 200);
  BOOST_TEST(contains(unknown.body, "<strong>eve@example.org</strong>"));
}

BOOST_AUTO_TEST_CASE(what_is_no_address_is_told_beside_the_field) {
  for (const std::string email : {"ada", "ada@example.org,eve@example.org", ""}) {
    const auto page = stranger.submit("/password/forgotten", {{"email", email}});
    BOOST_TEST(page.status == 400);
    BOOST_TEST(contains(page.body, "id=\"email-fault\""));
  }
}

BOOST_AUTO_TEST_CASE(a_password_that_is_too_short_leaves_the_link_as_it_is) {
  const auto token = link_token();
  const auto page = set(token, "short");
  BOOST_TEST(page.status == 400);
  BOOST_TEST(contains(page.body, "id=\"password-fault\""));
  BOOST_TEST(contains(page.body, "value=\"" + token + "\""));
  BOOST_TEST(set(token, "long enough").status == 303);
}

BOOST_AUTO_TEST_CASE(links_that_lead_nowhere_are_404_pages) {
  BOOST_TEST(stranger.open("/password/reset?token=x").status == 404);
  BOOST_TEST(stranger.open("/email/confirm").status == 404);
  BOOST_TEST(set("x", "long enough").status == 404);
}

BOOST_AUTO_TEST_CASE(a_new_address_counts_when_its_owner_confirms_it) {
  const auto asked =
      ada.press("/settings/email", {{"email", "countess@example.org"}, {"proof", "pass word"}});
  BOOST_TEST(asked.header("Location") == "/settings?done=address-asked");
  std::string token;
  for (const auto& mail : mails()) {
    if (mail.recipient != "countess@example.org") continue;
    token = tokens.mint(crypto::TokenKind::challenge, mail.challenge);
  }
  const auto page = stranger.open("/email/confirm?token=" + token);
  BOOST_TEST(contains(page.body, "<dd>countess@example.org</dd>"));
  BOOST_TEST(account("ada")->email.value() == "ada@example.org");
  BOOST_TEST(stranger.submit("/email/confirm", {{"token", token}}).status == 200);
  BOOST_TEST(account("ada")->email.value() == "countess@example.org");
  BOOST_TEST(stranger.submit("/email/confirm", {{"token", token}}).status == 404);
}

BOOST_AUTO_TEST_CASE(an_address_that_a_program_has_asked_for_is_confirmed_with_the_password) {
  const auto id = account("ada")->id;
  clock.advance(std::chrono::milliseconds(1));
  accounts::AbuseGate gate(context, {});
  accounts::AddressChange(context, gate)
      .ask(proof_of(context, id), "countess@example.org", {"192.0.2.1", "en"});
  std::string token;
  for (const auto& mail : mails()) {
    if (mail.template_name != "confirm-address") continue;
    token = tokens.mint(crypto::TokenKind::challenge, mail.challenge);
  }
  BOOST_TEST(contains(stranger.open("/email/confirm?token=" + token).body, "name=\"proof\""));
  for (const auto* typed : {"", "a guess"}) {
    const auto page = stranger.submit("/email/confirm", {{"token", token}, {"proof", typed}});
    BOOST_TEST(page.status == 401);
    BOOST_TEST(contains(page.body, "id=\"proof-fault\""));
    BOOST_TEST(contains(page.body, "value=\"" + token + "\""));
  }
  BOOST_TEST(account("ada")->email.value() == "ada@example.org");
  const auto done = stranger.submit("/email/confirm", {{"token", token}, {"proof", "pass word"}});
  BOOST_TEST(done.status == 200);
  BOOST_TEST(account("ada")->email.value() == "countess@example.org");
}

BOOST_AUTO_TEST_SUITE_END()
