#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "accounts/proof/tokens.h"

namespace account {

/// What clients get, as JSON texts.

std::string token_view(std::string_view token);

/// Each token as an array of two: its text, and its expiry in whole seconds.
std::string tokens_view(const std::vector<accounts::Tokens::Listed>& tokens);

/// `conflict` is the field that somebody else has already.
std::string conflict_view(std::string_view conflict);

}  // namespace account
