#pragma once

#include <string>

#include "e2e/people.h"
#include "json/json.h"
#include "support/site.h"

/// Runs a script of tests/interop beside the packages from npm, with the site's address and a file
/// that has these values; what it said when it failed, else nothing.
std::string fault_of(const Site& site, const std::string& script, const json::Value& given);

/// As the scripts take them.
json::Value values_of(const Person& person);
json::Value values_of(const OAuthClient& client);
