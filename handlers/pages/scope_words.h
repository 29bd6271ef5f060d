#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/scope.h"
#include "templates/templates.h"

namespace pages {

/// What the templates say of scopes in words: an entry each, with "text" as it was given, and the
/// name of its sentence ("profile_read") or "unknown", which is then shown as it is.
templates::Value::List scope_words(const std::vector<std::string>& scopes);
/// The same, with the descriptions of scopes that other services lend out, by their canonical
/// texts: such an entry is "lent", has its "description", and "writes" when it does.
using Descriptions = std::map<std::string, std::string>;
templates::Value::List scope_words(const std::vector<std::string>& scopes,
                                   const Descriptions& descriptions);
templates::Value::List scope_words(const model::Scopes& scopes);

}  // namespace pages
