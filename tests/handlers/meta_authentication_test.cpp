#include "meta/authentication.h"

#include "meta_service.h"
#include "support/refusals.h"

using router::Access;

namespace {

struct Programs : MetaService {
  gateway::Request with(const std::string& authorization) {
    auto asked = request(gateway::Method::get, "/api/user/profile");
    if (!authorization.empty()) asked.headers.add("authorization", authorization);
    return asked;
  }

  std::string refusal(const std::string& authorization, Access wanted = Access::scoped_token) {
    const auto error = refusal_of([&] { authentication.admit(wanted, with(authorization)); });
    return error ? error->public_text() : "none";
  }

  std::string made_by_hand(const std::string& scopes) {
    return grants.make_personal_token(proof_of(context, ada), scopes, "", std::chrono::hours(1),
                                      here);
  }

  oauth::Access access{context};
  meta::Authentication authentication{{.access = access}};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(meta_authentication, Programs)

BOOST_AUTO_TEST_CASE(a_token_is_taken_under_both_names_of_the_scheme_in_any_case) {
  const auto text = made_by_hand("keys:write");
  for (const auto* scheme : {"token ", "Bearer ", "TOKEN ", "bearer "}) {
    const auto caller = authentication.admit(Access::keys_write, with(scheme + text));
    BOOST_TEST((caller.account == ada));
    BOOST_TEST(!caller.token.is_nil());
    BOOST_TEST(!caller.grant.is_nil());
    BOOST_TEST(caller.scopes == "keys:write");
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
    Access access;
    const char* lacks;
  };
  for (const auto& row : {Row{"keys", Access::keys_read, ""},
                          {"keys", Access::keys_write, "keys:write"},
                          {"keys:write", Access::keys_read, ""},
                          {"keys:write", Access::profile_read, "profile:read"},
                          {"profile", Access::profile_write, "profile:write"},
                          {"profile:write", Access::audit_read, "audit:read"},
                          {"audit", Access::audit_read, ""},
                          {"audit", Access::scoped_token, ""},
                          {"*", Access::profile_write, ""}}) {
    const std::string expected =
        *row.lacks == '\0' ? "none"
                           : "Your OAuth token is not permitted to use this endpoint (needs " +
                                 std::string(row.lacks) + ")";
    BOOST_TEST(refusal("token " + made_by_hand(row.scopes), row.access) == expected);
  }
}

BOOST_AUTO_TEST_SUITE_END()
