#include "pages/fields.h"

#include <algorithm>

#include "router/error_response.h"

namespace pages {

using base::Error;
using base::ErrorCode;

namespace {

bool is_for_people_to_mend(const Error& error) {
  switch (error.code()) {
    case ErrorCode::invalid_argument:
    case ErrorCode::unprocessable:
    case ErrorCode::conflict:
    case ErrorCode::unauthorized:
      return true;
    default:
      return false;
  }
}

const char* reason_of(const Error& fault) {
  if (fault.code() == ErrorCode::conflict) return "_taken";
  if (std::string_view(fault.rule()).ends_with(".reserved")) return "_reserved";
  return fault.code() == ErrorCode::unauthorized ? "_wrong" : "_unfit";
}

}  // namespace

std::string text_of(const gateway::Fields& fields, std::string_view name) {
  return std::string(fields.find(name).value_or(""));
}

std::optional<Error> refusal_about(std::initializer_list<std::string_view> fields,
                                   const std::function<void()>& act) try {
  act();
  return std::nullopt;
} catch (const Error& error) {
  const bool ours = std::find(fields.begin(), fields.end(), error.subject()) != fields.end();
  if (!ours || !is_for_people_to_mend(error)) throw;
  return error;
}

void add_fault(templates::Values& values, const Error& fault) {
  values.emplace_back(fault.subject() + "_fault", true);
  values.emplace_back(fault.subject() + reason_of(fault), true);
}

gateway::Response refused(gateway::Response page, const Error& refusal) {
  page.status = router::status_of(refusal.code());
  page.rule = refusal.rule();
  return page;
}

}  // namespace pages
