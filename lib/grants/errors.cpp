#include "grants/errors.h"

#include <utility>

namespace grants {

using base::Error;
using base::ErrorCode;

namespace {

Error refusal(ErrorCode code, const char* word, std::string description) {
  return Error(code, {std::move(description)}).about(word);
}

}  // namespace

Error invalid_request(std::string description) {
  return refusal(ErrorCode::invalid_argument, "invalid_request", std::move(description));
}

Error missing_parameter(std::string_view name) {
  return invalid_request("The parameter " + std::string(name) + " is missing.");
}

Error invalid_client(std::string description) {
  return refusal(ErrorCode::unauthorized, "invalid_client", std::move(description));
}

Error invalid_grant(std::string description) {
  return refusal(ErrorCode::invalid_argument, "invalid_grant", std::move(description));
}

Error wrong_password() { return invalid_grant("The name or the password is wrong."); }

Error inactive_account() { return invalid_grant("The account is not active."); }

Error unknown_client() { return invalid_client("There is no such client."); }

Error redirect_uri_mismatch(std::string description) {
  return refusal(ErrorCode::invalid_argument, "redirect_uri_mismatch", std::move(description));
}

Error unauthorized_client(std::string description) {
  return refusal(ErrorCode::invalid_argument, "unauthorized_client", std::move(description));
}

Error unsupported_grant_type(std::string description) {
  return refusal(ErrorCode::invalid_argument, "unsupported_grant_type", std::move(description));
}

Error unsupported_response_type(std::string description) {
  return refusal(ErrorCode::invalid_argument, "unsupported_response_type", std::move(description));
}

Error login_required(std::string description) {
  return refusal(ErrorCode::invalid_argument, "login_required", std::move(description));
}

Error consent_required(std::string description) {
  return refusal(ErrorCode::invalid_argument, "consent_required", std::move(description));
}

Error interaction_required(std::string description) {
  return refusal(ErrorCode::invalid_argument, "interaction_required", std::move(description));
}

Error invalid_scope(std::string description) {
  return refusal(ErrorCode::invalid_argument, "invalid_scope", std::move(description));
}

Error scope_not_allowed() {
  return invalid_scope("The client may not ask for one of these scopes.");
}

Error invalid_token(std::string description) {
  return refusal(ErrorCode::unauthorized, "invalid_token", std::move(description));
}

Error insufficient_scope(const std::string& needed) {
  return refusal(ErrorCode::forbidden, "insufficient_scope", "The token must have " + needed + ".")
      .under("token.scope");
}

}  // namespace grants
