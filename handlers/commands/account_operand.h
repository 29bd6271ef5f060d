#pragma once

#include "accounts/identity/administration.h"
#include "commands/arguments.h"
#include "model/account.h"

/// The account that the command line names first, by its username or id. Throws base::Error
/// (not_found), UsageError.
model::Account account_in(accounts::Administration& administration, const Arguments& arguments);
