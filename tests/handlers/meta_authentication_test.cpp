#include "meta/authentication.h"

#include "meta/refusal_words.h"
#include "meta_service.h"
#include "support/refusals.h"

namespace {

struct Programs : MetaService {
  gateway::Request with(const std::string& authorization) {
    auto asked = request(gateway::Method::get, "/api/user/profile");
    if (!authorization.empty()) asked.headers.add("authorization", authorization);
    return asked;
  }

  std::string refusal(const std::string& authorization, const char* needed = "") {
    const auto error = refusal_of([&] { authentication.required(with(authorization), needed); });
    return error ? meta::words_of(*error) : "none";
  }

  std::string made_by_hand(const std::string& scopes) {
    return grants.make_personal_token(proof_of(context, ada), scopes, "", std::chrono::hours(1),
                                      here);
  }

  grants::Access access{context};
  meta::Authentication authentication{access};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(meta_authentication, Programs)

BOOST_AUTO_TEST_CASE(a_token_is_taken_under_both_names_of_the_scheme_in_any_case) {
  const auto text = made_by_hand("keys:write");
  for (const auto* scheme : {"token ", "Bearer ", "TOKEN ", "bearer "}) {
    const auto caller = authentication.required(with(scheme + text), "keys:write");
    BOOST_TEST((caller.account == ada));
    BOOST_TEST(!caller.grant.is_nil());
    BOOST_TEST(caller.scopes.text() == "keys:write");
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_token_is_refused_in_words) {
  for (const auto* header : {"", "Basic YTpi", "Negotiate x y"}) {
    BOOST_TEST(refusal(header) == "No authorization supplied (expected an OAuth token)", header);
  }
  for (const auto* header : {"token", "token ", "token a b", "Bearer  x"}) {
    BOOST_TEST(refusal(header) == "Invalid authorization supplied", header);
  }
  BOOST_TEST(refusal("token 0123456789abcdef0123456789abcdef") == "Invalid or expired OAuth token");
  const auto text = made_by_hand("*");
  BOOST_TEST(refusal("token " + text) == "none");
  clock.advance(std::chrono::hours(1));
  BOOST_TEST(refusal("token " + text) == "Invalid or expired OAuth token");
}

BOOST_AUTO_TEST_CASE(a_token_opens_what_its_scopes_say_and_writing_includes_reading) {
  struct Row {
    const char* scopes;
    const char* needed;
    const char* lacks;
  };
  for (const auto& row : {Row{"keys", "keys:read", ""},
                          {"keys", "keys:write", "keys:write"},
                          {"keys:write", "keys:read", ""},
                          {"keys:write", "profile:read", "profile:read"},
                          {"profile", "profile:write", "profile:write"},
                          {"profile:write", "audit:read", "audit:read"},
                          {"audit", "audit:read", ""},
                          {"audit", "", ""},
                          {"*", "profile:write", ""}}) {
    const std::string expected =
        *row.lacks == '\0' ? "none"
                           : "Your OAuth token is not permitted to use this endpoint (needs " +
                                 std::string(row.lacks) + ")";
    BOOST_TEST(refusal("token " + made_by_hand(row.scopes), row.needed) == expected);
  }
}

BOOST_AUTO_TEST_SUITE_END()
