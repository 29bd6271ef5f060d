#pragma once

#include "commands/arguments.h"

/// Actions of `doorward token` that look into the database, unlike its `verify`.

/// Prints what an account has allowed: the tokens of its clients, and those made by hand.
int list_grants(const Arguments& arguments);

/// Ends one of them with all its tokens, or all.
int revoke_grants(const Arguments& arguments);
