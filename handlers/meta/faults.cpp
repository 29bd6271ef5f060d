#include "meta/faults.h"

namespace meta {

void Faults::add(std::string field, std::string reason) {
  all_.push_back({std::move(field), std::move(reason)});
}

void Faults::refuse() const {
  if (!all_.empty()) throw accounts::Invalid(all_);
}

}  // namespace meta
