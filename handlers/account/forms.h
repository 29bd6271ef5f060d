#pragma once

#include <string>

#include "gateway/request.h"

/// The account API: registration, authentication, tokens, deletion.
namespace account {

/// What clients send, read once. Each parse() refuses with invalid_argument: a body that is no JSON
/// object or does not say that it is JSON, a field that is missing, no text, empty or too long.
/// Fields that we do not know are passed over.

struct RegisterForm {
  std::string username;
  std::string password;
  std::string email;
  static RegisterForm parse(const gateway::Request& request);
};

struct AuthenticateForm {
  std::string username;
  std::string password;
  static AuthenticateForm parse(const gateway::Request& request);
};

/// For verifying (the token of the mail) and for deleting (an access token).
struct TokenForm {
  std::string token;
  static TokenForm parse(const gateway::Request& request);
};

}  // namespace account
