#include "model/scope.h"

#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "model/grant_names.h"
#include "model/oauth.h"
#include "support/refusals.h"

using model::Scope;
using model::Scopes;

namespace {

std::string canonical(std::string_view text) {
  const auto scope = Scope::parse(text);
  return scope ? scope->canonical() : "none";
}

bool fulfils(std::string_view held, std::string_view needed) {
  return Scope::parse(held).value().fulfils(Scope::parse(needed).value());
}

Scopes scopes(std::string_view text) { return Scopes::parse(text).value(); }

}  // namespace

BOOST_AUTO_TEST_SUITE(scope)

BOOST_AUTO_TEST_CASE(a_scope_without_an_access_is_to_read) {
  BOOST_TEST(canonical("keys") == "keys:read");
  BOOST_TEST(canonical("keys:read") == "keys:read");
  BOOST_TEST(canonical("keys:write") == "keys:write");
  BOOST_TEST(canonical("00c1/photos:write") == "00c1/photos:write");
  BOOST_TEST(canonical("git.example/photos") == "git.example/photos:read");
  BOOST_TEST(Scope::parse("openid")->text == "openid");
}

BOOST_AUTO_TEST_CASE(everything_is_to_write_unless_it_says_otherwise) {
  BOOST_TEST(canonical("*") == "*:write");
  BOOST_TEST(canonical("*:write") == "*:write");
  BOOST_TEST(canonical("*:read") == "*:read");
}

BOOST_AUTO_TEST_CASE(what_does_not_follow_the_grammar_is_no_scope) {
  for (const auto* text : {"",
                           ":",
                           "/",
                           ":read",
                           "/keys",
                           "c1/",
                           "c1/:read",
                           "keys:",
                           "keys:READ",
                           "keys:admin",
                           "keys:read:write",
                           "keys::read",
                           "a/b/c",
                           "a:read/b",
                           "a:b/c:read",
                           "a/b:c/d",
                           "c1/*",
                           "c1/*:read",
                           "a b",
                           "a,b",
                           "a\"b",
                           "a\\b",
                           "a\tb",
                           "a\nb",
                           "a\x7f",
                           "\xc3\xbc",
                           " a"}) {
    BOOST_TEST(canonical(text) == "none", text);
  }
  BOOST_TEST(!Scope::parse(std::string_view("a\0b", 3)));
}

BOOST_AUTO_TEST_CASE(writing_includes_reading_of_the_same_thing) {
  BOOST_TEST(fulfils("keys:write", "keys:read"));
  BOOST_TEST(fulfils("keys", "keys:read"));
  BOOST_TEST(!fulfils("keys:read", "keys:write"));
  BOOST_TEST(!fulfils("keys:write", "profile:read"));
  BOOST_TEST(!fulfils("c1/keys:write", "keys:read"));
  BOOST_TEST(!fulfils("keys:write", "c1/keys:read"));
  BOOST_TEST(!fulfils("c1/keys", "c2/keys"));
  BOOST_TEST(!fulfils("key", "keys"));
}

BOOST_AUTO_TEST_CASE(everything_fulfils_all_that_its_access_allows) {
  for (const auto* need : {"keys:write", "c1/photos:write", "*", "openid"}) {
    BOOST_TEST(fulfils("*", need), need);
  }
  BOOST_TEST(fulfils("*:read", "keys:read"));
  BOOST_TEST(!fulfils("*:read", "keys:write"));
  BOOST_TEST(!fulfils("keys:write", "*:read"));
}

BOOST_AUTO_TEST_CASE(a_list_stands_between_spaces_or_commas_each_scope_once) {
  const auto list = scopes("openid keys:read,keys  openid:read ,profile:write");
  BOOST_TEST(list.text() == "openid keys:read profile:write");
  BOOST_TEST(list.canonical_text() == "openid:read,keys:read,profile:write");
  BOOST_TEST(scopes("").empty());
  BOOST_TEST(scopes("").text().empty());
  BOOST_TEST(scopes(" , ").empty());
}

BOOST_AUTO_TEST_CASE(a_list_with_one_wrong_scope_or_too_long_is_none) {
  BOOST_TEST(!Scopes::parse("openid key\\s"));
  BOOST_TEST(!Scopes::parse("openid\tkeys"));
  BOOST_TEST(!Scopes::parse("openid a/b/c"));
  BOOST_TEST(Scopes::parse(std::string(model::kLongestScopes, 'a')).has_value());
  BOOST_TEST(!Scopes::parse(std::string(model::kLongestScopes + 1, 'a')));
}

BOOST_AUTO_TEST_CASE(other_spellings_become_the_canonical_ones) {
  BOOST_TEST(scopes("profile:update audit-log:read").text() == "profile:write audit:read");
  BOOST_TEST(scopes("profile:update profile:write").text() == "profile:write");
  BOOST_TEST(!Scopes::parse("keys:update"));
  BOOST_TEST(!Scopes::parse("c1/profile:update"));
}

BOOST_AUTO_TEST_CASE(a_list_fulfils_what_one_of_its_scopes_does) {
  const auto list = scopes("openid keys:write");
  BOOST_TEST(list.fulfil("keys:read"));
  BOOST_TEST(list.fulfil("openid"));
  BOOST_TEST(!list.fulfil("profile:read"));
  BOOST_TEST(!Scopes().fulfil("openid"));
  BOOST_TEST(refuses(base::ErrorCode::internal, [&] { list.fulfil("two words"); }));
}

BOOST_AUTO_TEST_CASE(a_list_contains_another_that_asks_for_no_more) {
  BOOST_TEST(scopes("keys:write openid").contain(scopes("keys openid")));
  BOOST_TEST(scopes("openid").contain(Scopes()));
  BOOST_TEST(!scopes("openid").contain(scopes("openid keys")));
  BOOST_TEST(!Scopes().contain(scopes("openid")));
}

BOOST_AUTO_TEST_CASE(two_lists_are_the_same_in_whatever_order) {
  BOOST_TEST(scopes("openid keys").same_as(scopes("keys:read,openid")));
  BOOST_TEST(!scopes("openid keys").same_as(scopes("openid")));
  BOOST_TEST(!scopes("openid").same_as(scopes("openid keys")));
  BOOST_TEST(!scopes("keys:write").same_as(scopes("keys:read")));
}

BOOST_AUTO_TEST_CASE(a_client_uses_the_grants_that_it_was_given) {
  model::Client client;
  client.grants = {"authorization_code"};
  BOOST_TEST(client.may_use(model::kCodeGrant));
  BOOST_TEST(!client.may_use(model::kPasswordGrant));
  BOOST_TEST(!client.may_use(""));
}

BOOST_AUTO_TEST_SUITE_END()
