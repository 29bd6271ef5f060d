#include "meta/faults.h"

namespace meta {

void Faults::add(std::string field, std::string reason) {
  all_.push_back({std::move(field), std::move(reason)});
}

void Faults::refuse() const {
  if (!all_.empty()) throw Invalid(all_);
}

Invalid::Invalid(std::vector<Faults::Fault> faults)
    : base::Error(base::Error(base::ErrorCode::invalid_argument, {faults.front().reason})
                      .about(faults.front().field)),
      faults_(std::move(faults)) {}

}  // namespace meta
