#include "model/account.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "base/error.h"
#include "model/reserved_names.h"

namespace {

struct Refused {
  const char* why;
  std::string text;
};

const std::string kLabel63(63, 'b');

}  // namespace

BOOST_AUTO_TEST_SUITE(account)

BOOST_AUTO_TEST_CASE(a_username_has_one_canonical_form) {
  for (const auto* name : {"Ada", "aDA", "ADA", "ada"}) {
    BOOST_TEST(model::username_key(name).value_or("") == "ada");
  }
}

BOOST_AUTO_TEST_CASE(names_of_ascii_letters_digits_and_single_marks_inside_are_usernames) {
  for (const std::string& name :
       {std::string("a"), std::string("7"), std::string("a.b_c-d"), std::string("a--b__c"),
        std::string("1.2"), std::string(64, 'x'), std::string("adminton"), std::string("rooted")}) {
    BOOST_TEST(model::username_key(name).value_or("") == name);
  }
}

BOOST_AUTO_TEST_CASE(a_name_that_could_deceive_people_or_programs_is_no_username) {
  const Refused names[] = {
      {"empty", ""},
      {"Cyrillic a",
       "\xd0\xb0"
       "dmin2"},
      {"zero width space",
       "ad\xe2\x80\x8b"
       "a"},
      {"composed umlaut", "j\xc3\xb6rg"},
      {"decomposed umlaut", "jo\xcc\x88rg"},
      {"fullwidth letters", "\xef\xbd\x81\xef\xbd\x84\xef\xbd\x81"},
      {"mark of direction", "ada\xe2\x80\x8f"},
      {"direction override",
       "\xe2\x80\xae"
       "ada"},
      {"no-break space", "ada\xc2\xa0"},
      {"byte that is not UTF-8", "ada\xff"},
      {"trailing space", "ada "},
      {"leading space", " ada"},
      {"space inside", "ada lovelace"},
      {"trailing dot", "ada."},
      {"leading dot", ".ada"},
      {"two dots", "a..b"},
      {"path to a parent", ".."},
      {"here", "."},
      {"well-known path", ".well-known"},
      {"home of a user", "~x"},
      {"option", "-rf"},
      {"trailing hyphen", "ada-"},
      {"leading underscore", "_ada"},
      {"slash", "a/b"},
      {"backslash", "a\\b"},
      {"at sign", "a@b"},
      {"colon", "a:b"},
      {"percent sign", "a%2e"},
      {"tag", "<b>ada"},
      {"quote", "o'brien"},
      {"NUL", std::string("a\0b", 3)},
      {"line break", "ada\r\nBcc"},
      {"escape", "ada\x1b[31m"},
      {"65 characters", std::string(65, 'x')},
      {"255 characters", std::string(255, 'x')},
  };
  for (const auto& name : names) BOOST_TEST(!model::username_key(name.text), name.why);
}

BOOST_AUTO_TEST_CASE(names_that_a_site_needs_for_itself_are_nobodys_in_any_case) {
  for (const auto* name :
       {"admin",     "Admin",    "ADMINISTRATOR", "root",    "postmaster", "hostmaster",
        "webmaster", "abuse",    "security",      "support", "info",       "mail",
        "noreply",   "no-reply", "www",           "ftp",     "api",        "oauth",
        "login",     "logout",   "register",      "account", "user",       "null",
        "undefined", "me",       "self",          "system",  "doorward",   "sshd",
        "backup",    "ubuntu",   "debian",        "mysql",   "ec2-user",   "systemd-network"}) {
    BOOST_TEST(!model::username_key(name), "accepted: " << name);
  }
}

BOOST_AUTO_TEST_CASE(every_reserved_name_is_written_in_its_canonical_form) {
  for (const auto name : model::kReservedNames) {
    for (const char c : name) {
      BOOST_TEST(((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-'), name);
    }
  }
}

BOOST_AUTO_TEST_CASE(an_address_has_one_canonical_form) {
  BOOST_TEST(model::email_key("Ada.Lovelace@Example.ORG").value_or("") ==
             "ada.lovelace@example.org");
}

BOOST_AUTO_TEST_CASE(dot_atoms_at_host_names_are_addresses) {
  const std::string longest =
      std::string(64, 'a') + "@" + kLabel63 + "." + kLabel63 + "." + std::string(57, 'c') + ".org";
  BOOST_REQUIRE(longest.size() == 254U);
  for (const std::string& address :
       {std::string("a@b.c"), std::string("ada+tag@example.org"),
        std::string("o'brien@example.org"), std::string("#$&'*+-/=^_`{|}?~@example.org"),
        std::string("a@xn--bcher-kva.example"), std::string("a@1and1.example"),
        std::string("a@a-b.c-d.e"), longest}) {
    BOOST_TEST(model::email_key(address).value_or("") == address);
  }
}

BOOST_AUTO_TEST_CASE(anything_that_could_be_another_address_or_a_header_is_refused) {
  const Refused addresses[] = {
      {"empty", ""},
      {"no at sign", "example.org"},
      {"two at signs", "a@b@example.org"},
      {"two addresses", "a@b.org,c@d.org"},
      {"two addresses with a blank", "a@b.org c@d.org"},
      {"semicolon", "a@b.org;c@d.org"},
      {"header behind it", "a@b.org\r\nBcc: x@y.org"},
      {"line feed alone", "a@b.org\nx"},
      {"line break before it", "\r\na@b.org"},
      {"line break in the local part", "a\r\nb@c.org"},
      {"encoded line break in the host", "a@b.org%0a"},
      {"NUL", std::string("a@b.org\0", 8)},
      {"display name", "Ada <a@b.org>"},
      {"angle brackets", "<a@b.org>"},
      {"comment", "a(b)@c.org"},
      {"quoted local part", "\"a b\"@c.org"},
      {"quoted without need", "\"a\"@c.org"},
      {"backslash", "a\\b@c.org"},
      {"empty local part", "@b.org"},
      {"option of a mailer", "-oQ/tmp@b.org"},
      {"option without value", "-t@b.org"},
      {"leading dot", ".a@b.org"},
      {"trailing dot", "a.@b.org"},
      {"two dots", "a..b@c.org"},
      {"65 characters", std::string(65, 'a') + "@b.org"},
      {"international local part", "j\xc3\xb6rg@b.org"},
      {"international host",
       "a@b\xc3\xbc"
       "cher.org"},
      {"fullwidth at sign",
       "a\xef\xbc\xa0"
       "b.org"},
      {"encoded word", "=?utf-8?q?a?=@b.org"},
      {"encoded line break in the local part", "a%0ab@c.org"},
      {"route through another host", "a%d.org@b.org"},
      {"path of hosts", "b.org!a@c.org"},
      {"one label", "a@localhost"},
      {"empty host", "a@"},
      {"trailing dot of the host", "a@b.org."},
      {"leading dot of the host", "a@.b.org"},
      {"two dots in the host", "a@b..org"},
      {"hyphen before a label", "a@-b.org"},
      {"hyphen behind a label", "a@b-.org"},
      {"underscore in the host", "a@b_c.org"},
      {"address of a machine", "a@127.0.0.1"},
      {"literal address", "a@[127.0.0.1]"},
      {"literal IPv6 address", "a@[IPv6:::1]"},
      {"port", "a@b.org:25"},
      {"path", "a@b.org/x"},
      {"long label", "a@" + std::string(64, 'b') + ".org"},
      {"255 characters", std::string(64, 'a') + "@" + kLabel63 + "." + kLabel63 + "." +
                             std::string(58, 'c') + ".org"},
      {"320 characters", std::string(64, 'a') + "@" + std::string(251, 'b') + ".org"},
  };
  for (const auto& address : addresses) BOOST_TEST(!model::email_key(address.text), address.why);
}

BOOST_AUTO_TEST_CASE(an_address_is_verified_once_somebody_has_proved_it) {
  model::Account account;
  BOOST_TEST(!model::has_verified_address(account));
  account.email = "ada@example.org";
  BOOST_TEST(!model::has_verified_address(account));
  account.email_verified_at = base::Time{};
  BOOST_TEST(model::has_verified_address(account));
  account.email.reset();
  BOOST_TEST(!model::has_verified_address(account));
}

BOOST_AUTO_TEST_CASE(a_state_is_read_back_from_its_name) {
  using enum model::AccountState;
  for (const auto state : {pending, active, blocked, deleted}) {
    BOOST_TEST((model::account_state_named(model::name_of(state)) == state));
  }
}

BOOST_AUTO_TEST_CASE(a_name_of_no_state_is_our_fault) {
  BOOST_CHECK_EXCEPTION(
      model::account_state_named("Active"), base::Error,
      [](const base::Error& error) { return error.code() == base::ErrorCode::internal; });
}

BOOST_AUTO_TEST_SUITE_END()
