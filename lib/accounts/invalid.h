#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/error.h"

namespace accounts {

/// What is wrong with something that was given: invalid_argument. `rule` says which of our rules
/// refuses it (docs/refusals.md), `field` what it is about and `value` what the rule names, as a
/// limit; each API has words of its own for that.
inline base::Error fault(const char* rule, std::string field = {}, std::string value = {}) {
  return base::Error(base::ErrorCode::invalid_argument)
      .under(rule)
      .about(std::move(field))
      .naming(std::move(value));
}

/// Several faults of one request, told together; as a refusal it is the first of them.
class Invalid : public base::Error {
 public:
  /// `faults` has one at least.
  explicit Invalid(std::vector<base::Error> faults)
      : Error(faults.front()), faults_(std::move(faults)) {}

  const std::vector<base::Error>& faults() const { return faults_; }

 private:
  std::vector<base::Error> faults_;
};

}  // namespace accounts
