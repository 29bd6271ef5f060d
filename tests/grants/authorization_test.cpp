#include "grants/authorization.h"

#include <boost/test/unit_test.hpp>

#include "desk.h"
#include "store/delegations.h"
#include "store/grants.h"
#include "store/sessions.h"
#include "support/refusals.h"

using base::ErrorCode;
using grants::Authorization;
using Next = Authorization::Next;
using namespace std::chrono_literals;

namespace {

struct AuthorizationDesk : OAuthDesk {
  Authorization::Plan plan_of(const Authorization::Request& request) {
    return server.authorization.plan(request);
  }
  /// The word of the error that a changed request has; empty when it has none.
  std::string error_of(const model::Client& client, auto change) {
    auto request = request_of(client);
    change(request);
    return plan_of(request).error;
  }
  std::string error_of_scope(const model::Client& client, const std::string& scope) {
    return error_of(client, [&](auto& request) { request.scope = scope; });
  }
  /// The word with which it is refused outright.
  std::string refusal_of_uri(const model::Client& client, const std::optional<std::string>& uri) {
    auto request = request_of(client);
    request.redirect_uri = uri;
    const auto error = refusal_of([&] { plan_of(request); });
    return error ? error->subject() : "";
  }
  Next next_of(const model::Client& client, auto change, bool signed_in = true) {
    auto request = request_of(client);
    change(request);
    last = plan_of(request);
    return server.authorization.next(
        last, signed_in ? std::optional(session) : std::optional<model::Session>());
  }
  static auto prompt(const char* word) {
    return [word](Authorization::Request& request) { request.prompt = word; };
  }
  static auto scope(const char* text) {
    return [text](Authorization::Request& request) { request.scope = text; };
  }
  static auto max_age(const char* text) {
    return [text](Authorization::Request& request) { request.max_age = text; };
  }

  Authorization::Plan last;
  static constexpr auto nothing = [](Authorization::Request&) {};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(authorization, AuthorizationDesk)

BOOST_AUTO_TEST_CASE(nobody_is_sent_to_a_place_that_the_client_does_not_have) {
  BOOST_TEST(refusal_of_uri(app, kCallback).empty());
  for (const auto* uri :
       {"", "https://app.example/cb/", "https://app.example/CB", "https://evil.example/cb",
        "https://app.example/cb?x", "https://app.example@evil.example/cb", "javascript:alert(1)"}) {
    BOOST_TEST(refusal_of_uri(app, uri) == "redirect_uri_mismatch", uri);
  }
  auto request = request_of(app);
  for (const auto* id : {"", "0123456789abcdef", "' or 1=1 --"}) {
    request.client_id = id;
    const auto error = refusal_of([&] { plan_of(request); });
    BOOST_REQUIRE(error);
    BOOST_TEST(error->subject() == "invalid_client");
  }
}

BOOST_AUTO_TEST_CASE(a_place_need_not_be_named_where_there_is_only_one) {
  BOOST_TEST(refusal_of_uri(app, std::nullopt).empty());
  auto request = request_of(app);
  request.redirect_uri.reset();
  BOOST_TEST(plan_of(request).redirect_uri == kCallback);
  const auto two = add({.name = "Two", .redirect_uris = {kCallback, "http://127.0.0.1/cb"}});
  BOOST_TEST(refusal_of_uri(two, std::nullopt) == "redirect_uri_mismatch");
  BOOST_TEST(refusal_of_uri(two, "http://127.0.0.1:49152/cb").empty());
  const auto oob = add({.name = "Oob", .redirect_uris = {"urn:ietf:wg:oauth:2.0:oob"}});
  BOOST_TEST(refusal_of_uri(oob, std::nullopt) == "redirect_uri_mismatch");
  BOOST_TEST(refusal_of_uri(oob, "urn:ietf:wg:oauth:2.0:oob") == "redirect_uri_mismatch");
}

BOOST_AUTO_TEST_CASE(what_else_is_wrong_the_client_is_told) {
  using Request = Authorization::Request;
  const auto word = [&](const model::Client& client, auto change) {
    return error_of(client, change);
  };
  BOOST_TEST(word(app, nothing).empty());
  BOOST_TEST(word(app, [](Request& r) { r.response_type = ""; }) == "invalid_request");
  for (const auto* type : {"token", "code token", "id_token", "code id_token", "Code", "none"}) {
    BOOST_TEST(
        word(app, [&](Request& r) { r.response_type = type; }) == "unsupported_response_type",
        type);
  }
  const auto machine =
      add({.name = "Machine", .redirect_uris = {kCallback}, .grants = {"client_credentials"}});
  BOOST_TEST(word(machine, nothing) == "unauthorized_client");
  BOOST_TEST(word(app, [](Request& r) { r.nonce = std::string(256, 'n'); }) == "invalid_request");
  BOOST_TEST(word(app, [](Request& r) { r.nonce = "\xff"; }) == "invalid_request");
  for (const auto* age : {"-1", "x", "1.5", " 1", "9999999999"}) {
    BOOST_TEST(word(app, max_age(age)) == "invalid_request", age);
  }
  for (const auto* words : {"none login", "login none", "never", "consent x"}) {
    BOOST_TEST(word(app, prompt(words)) == "invalid_request", words);
  }
  BOOST_TEST(word(app, prompt("login consent")).empty());
}

// RFC 7636, RFC 9700 section 2.1.1.
BOOST_AUTO_TEST_CASE(a_public_client_must_send_a_digest_and_nobody_may_send_the_verifier) {
  const auto with = [&](const model::Client& client, const char* challenge, const char* method) {
    return error_of(client, [&](auto& request) {
      request.code_challenge = challenge;
      request.code_challenge_method = method;
    });
  };
  for (const auto& client : {app, own, spa}) {
    BOOST_TEST(with(client, kChallenge, "S256").empty());
    for (const auto* method : {"", "plain", "s256", "S512"}) {
      BOOST_TEST(with(client, kChallenge, method) == "invalid_request", method);
    }
    for (const auto* challenge : {"", "short", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw_cM=",
                                  "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM"}) {
      BOOST_TEST(with(client, challenge, "S256") == "invalid_request", challenge);
    }
  }
  BOOST_TEST(with(spa, "", "") == "invalid_request");
  BOOST_TEST(with(app, "", "").empty());
}

BOOST_AUTO_TEST_CASE(a_client_may_ask_for_its_own_scopes_or_for_the_open_ones) {
  for (const auto* text :
       {"", "openid", "openid profile email offline_access", "id basic", "keys:read keys:write",
        "keys", "profile:read profile:write", "audit:read", "keys:read,keys:write"}) {
    BOOST_TEST(error_of_scope(app, text).empty(), text);
  }
  for (const auto* text :
       {"*", "*:read", "*:write", "openid *", "x/*", "audit:write", "controlcenter", "password",
        "openid:write", "a/b/c", "keys:delete", "0123456789abcdef/none", "\x01"}) {
    BOOST_TEST(error_of_scope(app, text) == "invalid_scope", text);
  }
  const auto narrow = add({.name = "Narrow",
                           .redirect_uris = {kCallback},
                           .scopes = "openid keys:write controlcenter"});
  BOOST_TEST(error_of_scope(narrow, "openid keys:read controlcenter").empty());
  BOOST_TEST(error_of_scope(narrow, "controlcenter:write") == "invalid_scope");
  BOOST_TEST(error_of_scope(narrow, "email") == "invalid_scope");
  BOOST_TEST(error_of_scope(narrow, "*") == "invalid_scope");
}

BOOST_AUTO_TEST_CASE(a_scope_of_another_service_must_be_lent_out) {
  const auto lend = [&](const char* name, bool writable) {
    database.transaction([&](store::Session& store) {
      store::DelegatedScopes(store).insert({.id = 0,
                                            .client = own.id,
                                            .name = name,
                                            .description = "what it opens",
                                            .writable = writable,
                                            .created_at = clock.now(),
                                            .updated_at = clock.now()});
    });
  };
  lend("repos", true);
  lend("logs", false);
  BOOST_TEST(error_of_scope(app, own.id + "/repos:write " + own.id + "/logs").empty());
  BOOST_TEST(error_of_scope(app, own.id + "/logs:write") == "invalid_scope");
  BOOST_TEST(error_of_scope(app, own.id + "/builds") == "invalid_scope");
  BOOST_TEST(error_of_scope(app, app.id + "/repos") == "invalid_scope");
}

BOOST_AUTO_TEST_CASE(who_is_not_signed_in_must_sign_in_and_who_is_must_consent) {
  BOOST_TEST((next_of(app, nothing, false) == Next::sign_in));
  BOOST_TEST((next_of(own, nothing, false) == Next::sign_in));
  BOOST_TEST((next_of(app, nothing) == Next::consent));
  BOOST_TEST((next_of(own, nothing) == Next::approve));
  BOOST_TEST((next_of(own, prompt("consent")) == Next::consent));
  BOOST_TEST((next_of(app, scope("*")) == Next::refuse));
}

BOOST_AUTO_TEST_CASE(nobody_is_asked_anything_when_the_client_wants_silence) {
  BOOST_TEST((next_of(own, prompt("none")) == Next::approve));
  BOOST_TEST((next_of(own, prompt("none"), false) == Next::refuse));
  BOOST_TEST(last.error == "login_required");
  BOOST_TEST((next_of(app, prompt("none")) == Next::refuse));
  BOOST_TEST(last.error == "consent_required");
  BOOST_TEST(parameter(location_of(server.authorization.refusal(last)), "error") ==
             "consent_required");
}

BOOST_AUTO_TEST_CASE(a_sign_in_before_the_request_is_not_good_for_everything) {
  BOOST_TEST((next_of(own, nothing) == Next::approve));
  for (const auto* word : {"login", "select_account", "consent login"}) {
    BOOST_TEST((next_of(own, prompt(word)) == Next::sign_in), word);
  }
  clock.advance(16s);
  BOOST_TEST((next_of(own, max_age("0")) == Next::sign_in));
  BOOST_TEST((next_of(own, max_age("15")) == Next::sign_in));
  BOOST_TEST((next_of(own, max_age("16")) == Next::approve));
}

BOOST_AUTO_TEST_CASE(a_sign_in_for_this_very_request_is_good_for_it_however_long_it_takes) {
  const auto asked_at = clock.now();
  const auto login = [&](Authorization::Request& request) {
    request.prompt = "login";
    request.asked_at = asked_at;
  };
  const auto fresh = [&](Authorization::Request& request) {
    request.max_age = "0";
    request.asked_at = asked_at;
  };
  BOOST_TEST((next_of(own, login) == Next::sign_in));
  BOOST_TEST((next_of(own, fresh) == Next::sign_in));
  clock.advance(1ms);
  session = signed_in(context, ada);
  BOOST_TEST((next_of(own, prompt("login")) == Next::sign_in));
  BOOST_TEST((next_of(own, login) == Next::approve));
  clock.advance(10min);
  BOOST_TEST((next_of(own, login) == Next::approve));
  BOOST_TEST((next_of(own, fresh) == Next::approve));
}

BOOST_AUTO_TEST_CASE(a_client_that_means_somebody_gets_no_code_for_anybody_else) {
  const auto hint = tokens_of(own).id_token;
  BOOST_REQUIRE(hint != "");
  const auto hinted = [&](Authorization::Request& request) { request.id_token_hint = hint; };
  const auto silent = [&](Authorization::Request& request) {
    request.id_token_hint = hint;
    request.prompt = "none";
  };
  BOOST_TEST((next_of(own, hinted) == Next::approve));
  clock.advance(48h);  // the hint has expired
  session = signed_in(context, ada);
  BOOST_TEST((next_of(own, hinted) == Next::approve));
  make_active("bob");
  const auto asked_at = clock.now();
  session = signed_in(context, id_of("bob"));
  BOOST_TEST((next_of(own, hinted) == Next::sign_in));
  BOOST_TEST(Authorization::asks_who_is_there(last));
  BOOST_TEST((next_of(own, silent) == Next::refuse));
  BOOST_TEST(last.error == "login_required");
  clock.advance(1ms);
  session = signed_in(context, id_of("bob"));
  const auto answered = [&](Authorization::Request& request) {
    request.id_token_hint = hint;
    request.asked_at = asked_at;
  };
  BOOST_TEST((next_of(own, answered) == Next::refuse));
  BOOST_TEST(last.error == "login_required");
}

BOOST_AUTO_TEST_CASE(a_hint_that_we_have_not_signed_is_an_error) {
  auto hint = tokens_of(own).id_token;
  hint[hint.size() / 2] = hint[hint.size() / 2] == 'A' ? 'B' : 'A';
  for (const std::string& text :
       {hint, std::string("x"), std::string(20000, 'x'), std::string("eyJhbGciOiJub25lIn0.e30.")}) {
    BOOST_TEST(error_of(own, [&](auto& request) { request.id_token_hint = text; }) ==
               "invalid_request");
  }
}

BOOST_AUTO_TEST_CASE(beside_openid_scopes_that_nobody_knows_are_left_out) {
  const auto granted = [&](const char* text) { return tokens_of(app, text).scope; };
  BOOST_TEST(granted("openid email address phone groups") == "openid email");
  BOOST_TEST(granted("roles:write openid 0123456789abcdef/none") == "openid");
  for (const auto* text : {"address", "email groups", "openid *", "openid controlcenter",
                           "openid audit:write", "openid a/b/c", "openid \x01"}) {
    BOOST_TEST(error_of_scope(app, text) == "invalid_scope", text);
  }
  const auto odd = add({.name = "Odd", .redirect_uris = {kCallback}, .scopes = "openid groups"});
  BOOST_TEST(tokens_of(odd, "openid groups roles").scope == "openid groups");
  BOOST_TEST(error_of_scope(odd, "openid email") == "invalid_scope");
}

BOOST_AUTO_TEST_CASE(silence_and_an_old_sign_in_do_not_go_together) {
  clock.advance(2min);
  const auto silent = [](auto& request) {
    request.prompt = "none";
    request.max_age = "60";
  };
  BOOST_TEST((next_of(own, silent) == Next::refuse));
  BOOST_TEST(last.error == "login_required");
}

BOOST_AUTO_TEST_CASE(what_was_allowed_once_is_asked_again_only_for_more) {
  approve(request_of(app));
  BOOST_TEST((next_of(app, nothing) == Next::consent), "a code alone is no consent in use");
  tokens_of(app);
  for (const auto* fewer : {"openid keys:read", "keys", "openid", ""}) {
    BOOST_TEST((next_of(app, scope(fewer)) == Next::approve), fewer);
  }
  for (const auto* more : {"openid keys:write", "openid keys:read email"}) {
    BOOST_TEST((next_of(app, scope(more)) == Next::consent), more);
  }
  BOOST_TEST((next_of(app, prompt("consent")) == Next::consent));
  BOOST_TEST((next_of(app, prompt("none")) == Next::approve));
  make_active("bob");
  session = signed_in(context, id_of("bob"));
  BOOST_TEST((next_of(app, nothing) == Next::consent));
}

// RFC 6749 section 10.2: anybody can claim to be a public client.
BOOST_AUTO_TEST_CASE(a_public_client_is_asked_for_every_time) {
  tokens_of(spa);
  BOOST_TEST((next_of(spa, nothing) == Next::consent));
}

BOOST_AUTO_TEST_CASE(consent_ends_with_the_grant) {
  tokens_of(app);
  server.clients.revoke_grants(app.id, {}, origin);
  BOOST_TEST((next_of(app, nothing) == Next::consent));
  tokens_of(app);
  clock.advance(std::chrono::hours(24 * 31));
  session = signed_in(context, ada);
  BOOST_TEST((next_of(app, nothing) == Next::consent));
}

BOOST_AUTO_TEST_CASE(a_sign_in_is_no_answer_to_a_kept_request_for_long) {
  const auto asked_at = clock.now();
  clock.advance(1s);
  session = signed_in(context, ada);
  const auto kept = [&](Authorization::Request& request) {
    request.prompt = "login";
    request.asked_at = asked_at;
  };
  clock.advance(15min);
  BOOST_TEST((next_of(own, kept) == Next::approve));
  clock.advance(1s);
  BOOST_TEST((next_of(own, kept) == Next::sign_in));
}

BOOST_AUTO_TEST_CASE(a_state_of_any_length_comes_back) {
  auto request = request_of(app);
  request.state = std::string(15000, 's');
  BOOST_TEST(parameter(approve(request), "state") == request.state);
}

BOOST_AUTO_TEST_CASE(the_answer_has_the_state_unchanged_and_says_who_answers) {
  auto request = request_of(app);
  request.state = "a b&c=d#%25+\u00e9\"";
  const auto location = approve(request);
  BOOST_TEST(location.starts_with(std::string(kCallback) + "?code=dwc_"));
  BOOST_TEST(parameter(location, "state") == request.state);
  BOOST_TEST(parameter(location, "iss") == kIssuer);
  const auto denied = location_of(server.authorization.refusal(plan_of(request)));
  BOOST_TEST(parameter(denied, "error") == "access_denied");
  BOOST_TEST(parameter(denied, "state") == request.state);
  BOOST_TEST(parameter(denied, "iss") == kIssuer);
  BOOST_TEST(parameter(denied, "code").empty());
  request.state.clear();
  BOOST_TEST(approve(request).find("state") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_answer_is_posted_where_the_client_wants_that) {
  auto request = request_of(app);
  request.response_mode = "form_post";
  const auto plan = plan_of(request);
  const auto told = server.authorization.approve(plan, session, plan.scopes, origin);
  BOOST_TEST(told.by_form);
  BOOST_TEST(told.redirect_uri == kCallback);
  BOOST_TEST(!redeem(app, parameter(location_of(told), "code")).access_token.empty());
  BOOST_TEST(server.authorization.refusal(plan).by_form);
  request.response_type = "token";
  BOOST_TEST(server.authorization.refusal(plan_of(request)).by_form);
  request.response_mode = "query";
  BOOST_TEST(!server.authorization.refusal(plan_of(request)).by_form);
}

BOOST_AUTO_TEST_CASE(nothing_is_posted_to_a_program_of_the_machine) {
  const auto native = add({.name = "Native", .redirect_uris = {"org.example.app:/cb"}});
  auto request = request_of(native);
  request.redirect_uri = "org.example.app:/cb";
  request.response_mode = "form_post";
  const auto plan = plan_of(request);
  BOOST_TEST(plan.error == "invalid_request");
  BOOST_TEST(!server.authorization.refusal(plan).by_form);
}

BOOST_AUTO_TEST_CASE(the_owner_may_allow_less_and_never_more_than_was_asked_for) {
  const auto plan = plan_of(request_of(app, "openid keys:read email"));
  const auto allow = [&](const char* text) {
    const auto allowed = model::Scopes::parse(text).value();
    const auto location = location_of(server.authorization.approve(plan, session, allowed, origin));
    return redeem(app, parameter(location, "code")).scope;
  };
  BOOST_TEST(allow("openid keys:read") == "openid keys:read");
  BOOST_TEST(allow("keys:write email audit:read") == "keys:read email");
  BOOST_TEST(allow("*") == "openid keys:read email");
  BOOST_TEST(allow("").empty());
  BOOST_TEST(audited("oauth:grant-made") == 4);
}

BOOST_AUTO_TEST_CASE(nothing_is_allowed_for_who_has_gone_meanwhile) {
  const auto plan = plan_of(request_of(app));
  const auto approve_it = [&] { server.authorization.approve(plan, session, plan.scopes, origin); };
  block(ada);
  BOOST_TEST(refuses(ErrorCode::unauthorized, approve_it));
  make_active("bob");
  session = signed_in(context, id_of("bob"));
  database.transaction(
      [&](store::Session& store) { store::Sessions(store).remove(session.id, session.account); });
  BOOST_TEST(refuses(ErrorCode::unauthorized, approve_it));
  session = signed_in(context, id_of("bob"));
  server.clients.remove(app.id, {}, origin);
  const auto gone = refusal_of(approve_it);
  BOOST_REQUIRE(gone);
  BOOST_TEST(gone->subject() == "invalid_client");
  BOOST_TEST(audited("oauth:grant-made") == 0);
  BOOST_TEST(refuses(ErrorCode::internal, [&] {
    auto refused = plan_of(request_of(own, "*"));
    server.authorization.approve(refused, session, refused.scopes, origin);
  }));
}

BOOST_AUTO_TEST_SUITE_END()
