#pragma once

#include <string>
#include <vector>

#include "model/scope.h"
#include "templates/templates.h"

namespace pages {

/// What the templates say of scopes in words: an entry each, with "text" as it was given, and the
/// name of its sentence ("profile_read") or "unknown", which is then shown as it is.
templates::Value::List scope_words(const std::vector<std::string>& scopes);
templates::Value::List scope_words(const model::Scopes& scopes);

}  // namespace pages
