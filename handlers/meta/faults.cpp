#include "meta/faults.h"

namespace meta {

void Faults::add(std::string field, const char* rule) {
  all_.push_back(accounts::fault(rule, std::move(field)));
}

void Faults::refuse() const {
  if (!all_.empty()) throw accounts::Invalid(all_);
}

}  // namespace meta
