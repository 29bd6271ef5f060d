#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

/// The errors of the OAuth2 server: the codes of RFC 6749 sections 4.1.2.1 and 5.2, OpenID Connect
/// Core section 3.1.2.6 and RFC 6750 section 3.1. Each error's subject() is its code.
namespace grants {

base::Error invalid_request(std::string description);            ///< invalid_argument
base::Error missing_parameter(std::string_view name);            ///< invalid_request
base::Error invalid_client(std::string description);             ///< unauthorized
base::Error invalid_grant(std::string description);              ///< invalid_argument
base::Error wrong_password();                                    ///< invalid_grant
base::Error inactive_account();                                  ///< invalid_grant
base::Error unknown_client();                                    ///< invalid_client
base::Error redirect_uri_mismatch(std::string description);      ///< invalid_argument
base::Error unauthorized_client(std::string description);        ///< invalid_argument
base::Error unsupported_grant_type(std::string description);     ///< invalid_argument
base::Error unsupported_response_type(std::string description);  ///< invalid_argument
base::Error login_required(std::string description);             ///< invalid_argument
base::Error consent_required(std::string description);           ///< invalid_argument
base::Error interaction_required(std::string description);       ///< invalid_argument
base::Error invalid_scope(std::string description);              ///< invalid_argument
base::Error scope_not_allowed();                                 ///< invalid_scope
base::Error invalid_token(std::string description);              ///< unauthorized
base::Error insufficient_scope(const std::string& needed);       ///< forbidden

}  // namespace grants
