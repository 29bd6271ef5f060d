#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "gateway/request.h"
#include "gateway/response.h"
#include "templates/templates.h"

namespace pages {

/// The value of a field; empty when it did not come. Refuses (invalid_argument) one that came
/// twice.
std::string text_of(const gateway::Fields& fields, std::string_view name);

/// Does something with what a form has, and gives back why it was refused when a person can mend
/// that in one of these fields. Every other refusal is a page of its own and passes.
std::optional<base::Error> refusal_about(std::initializer_list<std::string_view> fields,
                                         const std::function<void()>& act);

/// A refusal for a template: "<field>_fault", and why: "<field>_taken" (somebody has it),
/// "<field>_reserved" (nobody may have it),
/// "<field>_wrong" (it is not the one that we know), or "<field>_unfit".
void add_fault(templates::Values& values, const base::Error& fault);

/// The page that shows a refusal, as the answer that it is: with the status, and with the rule that
/// the log names.
gateway::Response refused(gateway::Response page, const base::Error& refusal);

}  // namespace pages
