#pragma once

#include <string>
#include <vector>

#include "base/error.h"

namespace meta {

/// What is wrong with a request, all of it at once.
class Faults {
 public:
  struct Fault {
    std::string field;  ///< empty: none in particular
    std::string reason;
  };

  void add(std::string field, std::string reason);

  /// Throws Invalid when there are any.
  void refuse() const;

 private:
  std::vector<Fault> all_;
};

/// invalid_argument with several reasons; base::Error itself shows the first.
class Invalid : public base::Error {
 public:
  explicit Invalid(std::vector<Faults::Fault> faults);
  const std::vector<Faults::Fault>& faults() const { return faults_; }

 private:
  std::vector<Faults::Fault> faults_;
};

}  // namespace meta
