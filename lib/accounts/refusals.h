#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/error.h"
#include "model/password.h"

/// Refusals that several use cases share.
namespace accounts {

base::Error account_gone();     ///< unauthorized: it was closed while its owner was signed in
base::Error account_blocked();  ///< forbidden, "account.blocked"

base::Error sign_in_ended();  ///< unauthorized: the session that something was done by is gone

/// Unauthorized, about the field that it was typed into: not the password of whoever is signed in.
base::Error not_your_password(const char* field);

/// Unauthorized: a bearer token that opens nothing. `detail` is for the log.
base::Error unknown_token(const char* rule, std::string detail = {});

/// About "email", "address.malformed".
base::Error no_mail_address(base::ErrorCode code = base::ErrorCode::invalid_argument);

/// Over a budget of the abuse gate, which `rule` names; throws nothing when there is no delay.
void refuse_until(std::chrono::seconds delay, const char* rule);

/// Refuses (invalid_argument, about "password") one that the policy does not let anybody set.
void refuse_unfit(std::string_view password, model::PasswordPolicy policy);

}  // namespace accounts
