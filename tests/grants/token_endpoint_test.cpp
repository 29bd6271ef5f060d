#include "grants/token_endpoint.h"

#include <boost/test/unit_test.hpp>

#include "accounts/keys/ssh_keys.h"
#include "crypto/jose.h"
#include "crypto/ssh_lines.h"
#include "crypto/ssh_public_key.h"
#include "desk.h"
#include "store/access_tokens.h"
#include "support/refusals.h"

using base::ErrorCode;
using namespace std::chrono_literals;

namespace {

/// The word of the error that `work` is refused with; empty when it is not.
template <typename Work>
std::string word_of(Work work) {
  const auto error = refusal_of(work);
  return error ? error->subject() : "";
}

struct TokenDesk : OAuthDesk {
  std::string word_of_code(const model::Client& client, const std::string& code,
                           const std::optional<std::string>& uri = kCallback,
                           const std::string& verifier = kVerifier) {
    return word_of([&] { server.ask_by_code(client, code, origin, uri.value_or(""), verifier); });
  }
  grants::Issued refresh(const model::Client& client, const std::string& token,
                         const std::string& scope = "") {
    return server.ask_by_refresh_token(client, token, origin, scope);
  }
  std::string word_of_refresh(const model::Client& client, const std::string& token,
                              const std::string& scope = "") {
    return word_of([&] { refresh(client, token, scope); });
  }
  /// Whether the access token opens anything.
  bool is_good(const grants::Issued& issued) {
    const auto id = opaque.check(crypto::TokenKind::access, issued.access_token);
    return id && database.read([&](store::Session& store) {
      return store::AccessTokens(store).find(*id, clock.now()).has_value();
    });
  }

  std::string code_without_challenge(const model::Client& client) {
    auto request = request_of(client);
    request.code_challenge.clear();
    request.code_challenge_method.clear();
    return parameter(approve(request), "code");
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(codes, TokenDesk)

BOOST_AUTO_TEST_CASE(a_code_becomes_tokens_of_what_was_allowed) {
  const auto issued = tokens_of(app, "openid keys:read");
  BOOST_TEST(issued.access_token.starts_with("dwo_"));
  BOOST_TEST(issued.refresh_token.starts_with("dwr_"));
  BOOST_TEST(issued.expires_in.count() == 3600);
  BOOST_TEST(issued.scope == "openid keys:read");
  BOOST_TEST(!issued.id_token.empty());
  BOOST_TEST(is_good(issued));
  clock.advance(1h);
  BOOST_TEST(!is_good(issued));
}

BOOST_AUTO_TEST_CASE(each_client_gets_what_it_may_use) {
  const auto plain =
      add({.name = "No refresh", .redirect_uris = {kCallback}, .grants = {"authorization_code"}});
  BOOST_TEST(tokens_of(plain).refresh_token.empty());
  BOOST_TEST(tokens_of(spa, "keys:read").id_token.empty());
  BOOST_TEST(!tokens_of(spa, "openid").id_token.empty());
  const auto machine = add({.name = "Machine", .grants = {"client_credentials"}});
  BOOST_TEST(word_of_code(machine, code_of(app)) == "unauthorized_client");
  BOOST_TEST(word_of_refresh(plain, tokens_of(app).refresh_token) == "unauthorized_client");
}

// RFC 6749 section 4.1.2, RFC 9700 section 2.1.1.
BOOST_AUTO_TEST_CASE(a_code_used_twice_ends_all_that_came_from_it) {
  const auto code = code_of(app);
  const auto first = redeem(app, code);
  const auto second = refresh(app, first.refresh_token);
  BOOST_TEST(word_of_code(app, code) == "invalid_grant");
  BOOST_TEST(!is_good(first));
  BOOST_TEST(!is_good(second));
  BOOST_TEST(word_of_refresh(app, second.refresh_token) == "invalid_grant");
  BOOST_TEST(audited("oauth:code-reused") == 1);
  BOOST_TEST(audited("oauth:grant-ended") == 1);
  BOOST_TEST(word_of_code(app, code) == "invalid_grant");
}

BOOST_AUTO_TEST_CASE(a_code_used_twice_much_later_still_does) {
  const auto code = code_of(app);
  const auto first = redeem(app, code);
  clock.advance(30min);
  BOOST_TEST(is_good(first));
  BOOST_TEST(word_of_code(app, code) == "invalid_grant");
  BOOST_TEST(!is_good(first));
}

BOOST_AUTO_TEST_CASE(a_code_that_was_never_made_or_has_expired_is_none) {
  const auto code = code_of(app);
  for (const auto& text : {code + "x", code.substr(0, 47), "dwo" + code.substr(3),
                           code.substr(0, 47) + (code.back() == 'a' ? 'b' : 'a')}) {
    BOOST_TEST(word_of_code(app, text) == "invalid_grant");
  }
  clock.advance(60s);
  BOOST_TEST(word_of_code(app, code) == "invalid_grant");
  BOOST_TEST(audited("oauth:code-reused") == 0);
}

BOOST_AUTO_TEST_CASE(another_client_gets_nothing_for_a_code_and_leaves_it_good) {
  const auto code = code_of(app);
  BOOST_TEST(word_of_code(own, code) == "invalid_grant");
  BOOST_TEST(word_of_code(spa, code, kCallback, "") == "invalid_grant");
  BOOST_TEST(is_good(redeem(app, code)));
}

BOOST_AUTO_TEST_CASE(a_code_is_redeemed_from_where_it_was_sent) {
  for (const auto& uri : {std::optional<std::string>(), std::optional<std::string>(""),
                          std::optional<std::string>("https://app.example/cb/"),
                          std::optional<std::string>("https://evil.example/cb")}) {
    const auto code = code_of(app);
    BOOST_TEST(word_of_code(app, code, uri) == "redirect_uri_mismatch");
    BOOST_TEST(word_of_code(app, code) == "invalid_grant", "it is good for one try");
  }
  BOOST_TEST(audited("oauth:code-misused") == 4);
  auto request = request_of(app);
  request.redirect_uri.reset();
  BOOST_TEST(word_of_code(app, parameter(approve(request), "code"), std::nullopt).empty());
  BOOST_TEST(word_of_code(app, parameter(approve(request), "code")).empty());
  BOOST_TEST(word_of_code(app, parameter(approve(request), "code"), "https://evil.example/") ==
             "redirect_uri_mismatch");
}

// RFC 7636 section 4.6, RFC 9700 section 4.8.2.
BOOST_AUTO_TEST_CASE(a_verifier_fits_its_challenge_and_stands_alone_never) {
  for (const auto& client : {app, spa}) {
    for (const auto& verifier : {std::string(), std::string("wrong"), std::string(kChallenge),
                                 std::string(kVerifier) + "x"}) {
      const auto code = code_of(client);
      BOOST_TEST(word_of_code(client, code, kCallback, verifier) == "invalid_grant");
      BOOST_TEST(word_of_code(client, code) == "invalid_grant", "it is good for one try");
    }
  }
  BOOST_TEST(word_of_code(app, code_without_challenge(app), kCallback, kVerifier) ==
             "invalid_grant");
  BOOST_TEST(word_of_code(app, code_without_challenge(app), kCallback, "").empty());
}

BOOST_AUTO_TEST_CASE(an_account_that_is_not_active_gets_nothing) {
  const auto code = code_of(app);
  const auto issued = tokens_of(app);
  block(ada);
  BOOST_TEST(word_of_code(app, code) == "invalid_grant");
  BOOST_TEST(word_of_refresh(app, issued.refresh_token) == "invalid_grant");
  BOOST_TEST(!is_good(issued));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(refresh_tokens, TokenDesk)

BOOST_AUTO_TEST_CASE(each_use_gives_a_new_pair) {
  auto issued = tokens_of(spa);
  for (int turn = 0; turn < 3; ++turn) {
    clock.advance(10min);
    const auto next = refresh(spa, issued.refresh_token);
    BOOST_TEST(next.access_token != issued.access_token);
    BOOST_TEST(next.refresh_token != issued.refresh_token);
    BOOST_TEST(next.scope == issued.scope);
    BOOST_TEST(next.expires_in.count() == 3600);
    BOOST_TEST(!next.id_token.empty());
    BOOST_TEST(is_good(next));
    issued = next;
  }
  clock.advance(std::chrono::hours(24 * 29));
  issued = refresh(spa, issued.refresh_token);
  clock.advance(std::chrono::hours(24 * 30));
  BOOST_TEST(word_of_refresh(spa, issued.refresh_token) == "invalid_grant");
}

BOOST_AUTO_TEST_CASE(within_the_grace_a_replaced_one_gives_the_same_pair_again) {
  const auto issued = tokens_of(spa);
  const auto next = refresh(spa, issued.refresh_token);
  clock.advance(30s);
  const auto again = refresh(spa, issued.refresh_token);
  BOOST_TEST(again.access_token == next.access_token);
  BOOST_TEST(again.refresh_token == next.refresh_token);
  BOOST_TEST(again.expires_in.count() == 3570);
  BOOST_TEST(again.scope == next.scope);
  BOOST_TEST(is_good(again));
  BOOST_TEST(audited("oauth:grant-ended") == 0);
}

// RFC 9700 section 4.14.2.
BOOST_AUTO_TEST_CASE(after_the_grace_a_replaced_one_ends_the_whole_family) {
  const auto issued = tokens_of(spa);
  const auto second = refresh(spa, issued.refresh_token);
  const auto third = refresh(spa, second.refresh_token);
  clock.advance(30s + 1ms);
  BOOST_TEST(word_of_refresh(spa, issued.refresh_token) == "invalid_grant");
  for (const auto& each : {issued, second, third}) {
    BOOST_TEST(!is_good(each));
    BOOST_TEST(word_of_refresh(spa, each.refresh_token) == "invalid_grant");
  }
  BOOST_TEST(audited("oauth:refresh-token-reused") == 1);
  BOOST_TEST(audited("oauth:grant-ended") == 1);
}

BOOST_AUTO_TEST_CASE(another_family_of_the_same_owner_and_client_lives_on) {
  const auto other = tokens_of(spa);
  const auto issued = tokens_of(spa);
  refresh(spa, issued.refresh_token);
  clock.advance(1min);
  BOOST_TEST(word_of_refresh(spa, issued.refresh_token) == "invalid_grant");
  BOOST_TEST(is_good(other));
  BOOST_TEST(word_of_refresh(spa, other.refresh_token).empty());
}

BOOST_AUTO_TEST_CASE(another_client_gets_nothing_for_it_and_does_no_harm) {
  const auto issued = tokens_of(app);
  BOOST_TEST(word_of_refresh(own, issued.refresh_token) == "invalid_grant");
  BOOST_TEST(word_of_refresh(spa, issued.refresh_token) == "invalid_grant");
  const auto next = refresh(app, issued.refresh_token);
  clock.advance(1min);
  BOOST_TEST(word_of_refresh(own, issued.refresh_token) == "invalid_grant");
  BOOST_TEST(is_good(next));
}

BOOST_AUTO_TEST_CASE(what_is_no_refresh_token_is_refused) {
  const auto issued = tokens_of(app);
  for (const auto& text :
       {issued.access_token, issued.refresh_token + "x", "dwr" + issued.access_token.substr(3)}) {
    BOOST_TEST(word_of_refresh(app, text) == "invalid_grant");
  }
}

BOOST_AUTO_TEST_CASE(a_narrower_scope_is_that_of_the_access_token_alone) {
  const auto issued = tokens_of(app, "openid keys:write email");
  const auto narrow = refresh(app, issued.refresh_token, "keys:read");
  BOOST_TEST(narrow.scope == "keys:read");
  BOOST_TEST(narrow.id_token.empty());
  for (const auto* more : {"audit:read", "keys:read audit:read", "*", "\x01", "email:write"}) {
    BOOST_TEST(word_of_refresh(app, narrow.refresh_token, more) == "invalid_scope", more);
  }
  BOOST_TEST(refresh(app, narrow.refresh_token).scope == "openid keys:write email");
}

BOOST_AUTO_TEST_CASE(a_theft_is_found_whatever_scope_the_thief_asks_for) {
  const auto issued = tokens_of(app);
  const auto next = refresh(app, issued.refresh_token);
  clock.advance(1min);
  BOOST_TEST(word_of_refresh(app, issued.refresh_token, "*") == "invalid_grant");
  BOOST_TEST(!is_good(next));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(other_grants, TokenDesk)

BOOST_AUTO_TEST_CASE(a_client_alone_gets_an_access_token_of_nobody) {
  const auto machine = add({.name = "Machine",
                            .grants = {"client_credentials", "refresh_token"},
                            .scopes = "keys:read audit"});
  const auto by_client = [&](const model::Client& client, const char* scope) {
    return server.ask("client_credentials", client, {{"scope", scope}}, origin);
  };
  const auto issued = by_client(machine, "");
  BOOST_TEST(issued.scope == "keys:read audit");
  BOOST_TEST(issued.refresh_token.empty());
  BOOST_TEST(issued.id_token.empty());
  BOOST_TEST(is_good(issued));
  BOOST_TEST(by_client(machine, "audit:read").scope == "audit:read");
  for (const auto* scope : {"*", "keys:write", "openid"}) {
    BOOST_TEST(word_of([&] { by_client(machine, scope); }) == "invalid_scope", scope);
  }
  BOOST_TEST(word_of([&] { by_client(app, ""); }) == "unauthorized_client");
  auto claimed = machine;
  claimed.secret_hash.reset();
  BOOST_TEST(word_of([&] { by_client(claimed, ""); }) == "unauthorized_client");
}

// RFC 9700 section 2.4 advises against it: it is for clients that are configured for it.
BOOST_AUTO_TEST_CASE(a_password_is_taken_by_clients_that_are_configured_for_it) {
  const auto old = add({.name = "Old", .grants = {"password", "refresh_token"}});
  const auto by = [&](const model::Client& client, const char* login, const char* password,
                      const char* scope = "keys:read") {
    return server.ask("password", client,
                      {{"username", login}, {"password", password}, {"scope", scope}}, origin);
  };
  for (const auto* login : {"ada", "ADA", "ada@example.org"}) {
    const auto issued = by(old, login, "secret");
    BOOST_TEST(is_good(issued));
    BOOST_TEST(issued.scope == "keys:read");
    BOOST_TEST(is_good(refresh(old, issued.refresh_token)));
  }
  BOOST_TEST(audited("oauth:grant-made") == 3);
  BOOST_TEST(by(old, "ada", "secret", "").scope.empty());
  for (const auto& [login, password] : {std::pair{"ada", "wrong"}, {"nobody", "secret"}}) {
    const auto* name = login;
    const auto* guess = password;
    BOOST_TEST(word_of([&] { by(old, name, guess); }) == "invalid_grant");
  }
  BOOST_TEST(word_of([&] { by(old, "ada", "secret", "*"); }) == "invalid_scope");
  for (const auto& client : {app, own, spa}) {
    BOOST_TEST(word_of([&] { by(client, "ada", "secret"); }) == "unauthorized_client");
  }
  register_account("eve");
  BOOST_TEST(word_of([&] { by(old, "eve", "secret"); }) == "invalid_grant");
  block(ada);
  BOOST_TEST(word_of([&] { by(old, "ada", "secret"); }) == "invalid_grant");
}

BOOST_AUTO_TEST_CASE(what_a_grant_type_needs_must_be_there) {
  const auto old = add({.name = "Old", .grants = {"password", "refresh_token"}});
  BOOST_TEST(word_of_code(app, "") == "invalid_request");
  BOOST_TEST(word_of_refresh(app, "") == "invalid_request");
  for (const auto* missing : {"username", "password"}) {
    OAuthServer::Parameters given{{"username", "ada"}, {"password", "secret"}};
    given[missing].clear();
    const auto ask = [&] { server.ask("password", old, given, origin); };
    BOOST_TEST(word_of(ask) == "invalid_request", missing);
  }
}

BOOST_AUTO_TEST_CASE(a_grant_type_that_nobody_has_written_is_unsupported) {
  for (const auto* name : {"", "implicit", "Password", "exchange"}) {
    BOOST_TEST(word_of([&] { server.endpoint.grant_type(name); }) == "unsupported_grant_type");
  }
}

BOOST_AUTO_TEST_CASE(guesses_at_a_password_are_counted) {
  const auto old = add({.name = "Old", .grants = {"password"}});
  const auto guess = [&] {
    server.ask("password", old, {{"username", "ada"}, {"password", "wrong"}}, from("203.0.113.7"));
  };
  for (int turn = 0; turn < 10; ++turn) BOOST_TEST(word_of(guess) == "invalid_grant");
  BOOST_TEST(refuses(ErrorCode::too_many_requests, guess));
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

/// Ada, who has an SSH key and signs requests with it.
struct SignatureDesk : TokenDesk {
  SignatureDesk() { accounts::SshKeys(context).add(ada, ssh_line(pair), origin); }

  /// Of this moment; no two have the same text.
  accounts::SignedRequest signed_request() {
    accounts::SignedRequest made;
    made.email = "ada@example.org";
    made.key_id =
        "/ada@example.org/keys/" + crypto::SshPublicKey::parse(ssh_line(pair)).md5_fingerprint();
    made.algorithm = "hs2019";
    made.headers = {"date", "email"};
    made.text = "date: " + std::to_string(++count) + "\nemail: ada@example.org";
    made.signature = padded_base64(pair.sign(made.text));
    made.date = clock.now();
    return made;
  }
  grants::Issued by_signature(const std::optional<model::Client>& client, const char* scope) {
    return server.ask("signature", client, {{"scope", scope}}, origin, signed_request());
  }
  std::string word_of_request(const accounts::SignedRequest& request) {
    return word_of([&] { server.ask("signature", std::nullopt, {}, origin, request); });
  }

  crypto::SigningKey pair = make_key(crypto::Algorithm::eddsa);
  int count = 0;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(signature_grant, SignatureDesk)

BOOST_AUTO_TEST_CASE(without_a_client_a_signature_gives_an_access_token_alone) {
  const auto issued = by_signature(std::nullopt, "openid keys:read");
  BOOST_TEST(is_good(issued));
  BOOST_TEST(issued.scope == "openid keys:read");
  BOOST_TEST(issued.refresh_token.empty());
  BOOST_TEST(issued.id_token.empty());
  BOOST_TEST(by_signature(std::nullopt, "").scope.empty());
  for (const auto* scope : {"*", "controlcenter", "a/b"}) {
    BOOST_TEST(word_of([&] { by_signature(std::nullopt, scope); }) == "invalid_scope", scope);
  }
}

BOOST_AUTO_TEST_CASE(a_client_may_use_signatures_when_it_is_registered_for_them) {
  const auto tool = add({.name = "Tool",
                         .is_public = true,
                         .grants = {"signature", "refresh_token"},
                         .scopes = "keys:write"});
  const auto issued = by_signature(tool, "keys:read");
  BOOST_TEST(is_good(issued));
  BOOST_TEST(is_good(refresh(tool, issued.refresh_token)));
  BOOST_TEST(word_of([&] { by_signature(tool, "email"); }) == "invalid_scope");
  BOOST_TEST(word_of([&] { by_signature(app, "keys:read"); }) == "unauthorized_client");
}

BOOST_AUTO_TEST_CASE(a_signature_that_is_wrong_old_or_seen_gives_nothing) {
  auto request = signed_request();
  BOOST_TEST(word_of_request(request).empty());
  BOOST_TEST(word_of_request(request) == "invalid_grant");
  request = signed_request();
  request.text += "x";
  BOOST_TEST(word_of_request(request) == "invalid_grant");
  request = signed_request();
  clock.advance(6min);
  BOOST_TEST(word_of_request(request) == "invalid_grant");
  block(ada);
  BOOST_TEST(word_of_request(signed_request()) == "invalid_grant");
}

BOOST_AUTO_TEST_SUITE_END()
