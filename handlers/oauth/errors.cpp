#include "oauth/errors.h"

#include <algorithm>

#include "json/json.h"
#include "oauth/browser.h"
#include "oauth/gate.h"
#include "oauth/refusal_words.h"
#include "pages/prompts.h"
#include "pages/renderer.h"
#include "router/error_response.h"

namespace oauth_api {

using base::Error;
using base::ErrorCode;
using gateway::Request;
using gateway::Response;
using Fault = pages::SignInForm::Fault;

struct Errors::Failure {
  const Error& error;
  const Request& request;
  std::string_view request_id;

  int status() const { return router::status_of(error.code()); }
  std::string text() const { return words_of(error); }
  bool is_ours() const { return status() >= 500; }
  bool is_about_budget() const { return error.code() == ErrorCode::too_many_requests; }
  Response plain() const { return router::plain_error(error, request_id); }
};

struct Errors::Row {
  std::string_view path;
  Shape compat;
  Shape hardened;
};

namespace {

constexpr int kMalformed = 400;
constexpr int kUnauthorized = 401;
constexpr int kForbidden = 403;

/// The words of lib/grants/errors.h and of our dialects; what else an error is about is a field.
constexpr std::string_view kWords[] = {"invalid_request",
                                       "invalid_client",
                                       "invalid_grant",
                                       "invalid_scope",
                                       "invalid_state",
                                       "invalid_token",
                                       "insufficient_scope",
                                       "redirect_uri_mismatch",
                                       "unauthorized_client",
                                       "unsupported_grant_type",
                                       "login_required",
                                       "consent_required",
                                       "interaction_required",
                                       "request_not_supported",
                                       "request_uri_not_supported",
                                       "registration_not_supported"};

bool has_word(const Error& error) {
  return std::find(std::begin(kWords), std::end(kWords), error.subject()) != std::end(kWords);
}

/// `unauthorized`: what a client is that nobody knows, at this door.
std::string word_of(const Error& error, std::string_view unauthorized) {
  if (has_word(error)) return error.subject();
  switch (error.code()) {
    case ErrorCode::unauthorized:
      return std::string(unauthorized);
    case ErrorCode::forbidden:
      return "access_denied";
    case ErrorCode::too_many_requests:
    case ErrorCode::unavailable:
      return "temporarily_unavailable";
    case ErrorCode::internal:
      return "server_error";
    default:
      return "invalid_request";
  }
}

bool is_any_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// As a quoted-string that needs no escapes (RFC 6750 section 3).
std::string quoted(std::string text) {
  std::erase_if(text, [](char c) { return c < ' ' || c > '~' || c == '"' || c == '\\'; });
  return "\"" + text + "\"";
}

std::string challenge(const std::string& word, const std::string& description) {
  return "Bearer error=" + quoted(word) + ", error_description=" + quoted(description);
}

Response error_object(const std::string& word, const std::string& description, int status) {
  return Response::json(json::dump({{"error", word}, {"error_description", description}}), status)
      .with_header("Cache-Control", "no-store")
      .with_header("Pragma", "no-cache");
}

/// What somebody has typed, to be shown to them again; a form that cannot be read is forgotten.
gateway::Fields typed(const Request& request) try { return request.form(); } catch (const Error&) {
  return {};
}

std::string first(const gateway::Fields& fields, std::string_view name) {
  const auto values = fields.all(name);
  return values.empty() ? std::string() : std::string(values.front());
}

bool is_about_request(ErrorCode code) {
  return code == ErrorCode::invalid_argument || code == ErrorCode::payload_too_large;
}

Fault fault_of(const Error& error) {
  switch (error.code()) {
    case ErrorCode::unauthorized:
      return Fault::wrong;
    case ErrorCode::failed_dependency:
      return Fault::pending;
    case ErrorCode::forbidden:
      return Fault::blocked;
    case ErrorCode::too_many_requests:
      return Fault::many;
    case ErrorCode::unavailable:
      return Fault::busy;
    default:
      return Fault::missing;
  }
}

}  // namespace

Response Errors::show(const Error& error, const Request& request,
                      std::string_view request_id) const {
  using Self = Errors;
  static constexpr Row kRows[] = {
      {"/authenticate/userpass", &Self::sign_in_page, &Self::sign_in_page},
      {"/authenticate/SignatureAuthentication", &Self::signed_request, &Self::signed_request},
      {"/oauth2/validate", &Self::validation, &Self::validation},
      {"/oauth2/info", &Self::validation, &Self::validation},
      {"/oauth2/authorize", &Self::authorization, &Self::authorization},
      {"/oauth2/access_token", &Self::documented_tokens, &Self::tokens},
      {"/oauth2/token", &Self::tokens, &Self::tokens},
      {"/oauth2/introspect", &Self::tokens, &Self::tokens},
      {"/oauth2/revoke", &Self::tokens, &Self::tokens},
      {"/userinfo", &Self::user_info, &Self::user_info},
      {"/auth", &Self::gate, &Self::gate}};
  const Failure failure{error, request, request_id};
  const auto* row = std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& candidate) {
    return request.path.ends_with(candidate.path);
  });
  if (row == std::end(kRows)) return failure.plain();
  return (this->*(deps_.hardened ? row->hardened : row->compat))(failure);
}

// The form again, with what is wrong with it. What came from another site gets no form.
Response Errors::sign_in_page(const Failure& failure) const {
  const auto& [error, request, request_id] = failure;
  const bool foreign = error.code() == ErrorCode::forbidden && error.subject() == "origin";
  if (foreign || error.code() == ErrorCode::internal ||
      error.code() == ErrorCode::method_not_allowed) {
    return deps_.renderer.show_error(error, request, request_id);
  }
  const bool kept = failure.is_about_budget() || failure.is_ours();
  return pages::show_sign_in(deps_.renderer, request,
                             {.redirect_to = redirect_target(request),
                              .login = first(typed(request), "username"),
                              .fault = fault_of(error),
                              .minutes = pages::minutes_to_wait(error)},
                             kept ? failure.status() : kMalformed);
}

Response Errors::signed_request(const Failure& failure) const {
  if (failure.error.code() != ErrorCode::unauthorized) return failure.plain();
  return Response::text(failure.text() + "\n", failure.status())
      .with_header("WWW-Authenticate", R"(Signature realm="doorward",headers="date")");
}

Response Errors::validation(const Failure& failure) const {
  if (failure.is_ours() || failure.is_about_budget()) return failure.plain();
  const auto word = word_of(failure.error, "invalid_token");
  return {failure.status(), {{"WWW-Authenticate", challenge(word, failure.text())}}, {}};
}

// People are never sent to a place that no client has: they read what is wrong here.
Response Errors::authorization(const Failure& failure) const {
  const auto& [error, request, request_id] = failure;
  if (!is_browser(request)) return authorization_for_programs(failure);
  if (error.subject() == "interaction_required") {
    return Response::see_other(pages::leading_back(deps_.base_path + pages::kAddressPage,
                                                   pages::way_back_if_any(deps_.keeper, request)));
  }
  const bool is_of_client = !pages::is_consent(request) && is_about_request(error.code());
  if (has_word(error) || is_of_client) {
    return pages::show_misled(deps_.renderer, request, error);
  }
  if (error.code() == ErrorCode::unauthorized) {
    return Response::see_other(pages::leading_back(deps_.base_path + pages::kSignInPage,
                                                   pages::way_back_if_any(deps_.keeper, request)));
  }
  return deps_.renderer.show_error(error, request, request_id);
}

Response Errors::authorization_for_programs(const Failure& failure) const {
  const auto& error = failure.error;
  if (error.code() == ErrorCode::unauthorized && !has_word(error)) {
    return Response::json(R"({"error":"Credentials required"})", failure.status());
  }
  const auto word = word_of(error, "access_denied");
  if (!has_word(error) && error.code() != ErrorCode::invalid_argument) {
    return error_object(word, failure.text(), failure.status());
  }
  if (deps_.hardened) return error_object(word, failure.text(), kMalformed);
  const bool denied = is_any_of(word, {"invalid_client", "redirect_uri_mismatch", "invalid_grant"});
  return {denied ? kUnauthorized : kMalformed,
          {{"WWW-Authenticate", challenge(word, failure.text())}},
          {}};
}

Response Errors::documented_tokens(const Failure& failure) const {
  auto word = word_of(failure.error, "invalid_grant");
  if (word == "unauthorized_client") word = "invalid_client";
  const bool denied = is_any_of(word, {"invalid_client", "invalid_grant", "redirect_uri_mismatch"});
  const bool refused = has_word(failure.error) || failure.error.code() == ErrorCode::unauthorized;
  const int status = denied ? kUnauthorized : refused ? kMalformed : failure.status();
  auto response = error_object(word, failure.text(), status);
  if (status >= 500 || failure.is_about_budget()) return response;
  return std::move(response).with_header("WWW-Authenticate", challenge(word, failure.text()));
}

// RFC 6749 section 5.2.
Response Errors::tokens(const Failure& failure) const {
  auto word = word_of(failure.error, "invalid_grant");
  if (word == "redirect_uri_mismatch") word = "invalid_grant";
  const bool refused = has_word(failure.error) || failure.error.code() == ErrorCode::unauthorized;
  if (word == "invalid_client") {
    return error_object(word, failure.text(), kUnauthorized)
        .with_header("WWW-Authenticate", "Basic realm=\"doorward\"");
  }
  return error_object(word, failure.text(), refused ? kMalformed : failure.status());
}

// RFC 6750 section 3: a request without a token is told the scheme and no more.
Response Errors::user_info(const Failure& failure) const {
  if (failure.is_ours() || failure.is_about_budget()) return failure.plain();
  const auto word = word_of(failure.error, "");
  if (word.empty()) return {failure.status(), {{"WWW-Authenticate", "Bearer"}}, {}};
  return error_object(word, failure.text(), failure.status())
      .with_header("WWW-Authenticate", challenge(word, failure.text()));
}

// To a web server everything but these two is a fault of its own, and to some an open door. A
// redirect would be neither, so where a browser may sign in, or give its person's address, is told
// beside.
Response Errors::gate(const Failure& failure) const {
  const auto& [error, request, request_id] = failure;
  const bool leads_on = is_browser(request) && !request.authorization();
  if (error.code() == ErrorCode::unauthorized) {
    Response response{kUnauthorized, {{"WWW-Authenticate", "Bearer"}}, {}};
    if (!leads_on) return response;
    return std::move(response).with_header("X-Auth-Sign-In",
                                           guarded_sign_in_target(deps_.base_path, request));
  }
  Response response{kForbidden, {}, {}};
  if (!leads_on || error.subject() != kAddressMissing) return response;
  return std::move(response).with_header("X-Auth-Verify",
                                         guarded_address_target(deps_.base_path, request));
}

}  // namespace oauth_api
