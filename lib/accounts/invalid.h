#pragma once

#include <string>
#include <vector>

#include "base/error.h"

namespace accounts {

/// Several faults of one request, told together: invalid_argument, about the first one's field.
class Invalid : public base::Error {
 public:
  struct Fault {
    std::string field;
    std::string reason;  ///< public
  };

  /// `faults` has one at least.
  explicit Invalid(std::vector<Fault> faults)
      : Error(base::Error(base::ErrorCode::invalid_argument, {faults.front().reason})
                  .about(faults.front().field)),
        faults_(std::move(faults)) {}

  const std::vector<Fault>& faults() const { return faults_; }

 private:
  std::vector<Fault> faults_;
};

}  // namespace accounts
