#pragma once

#include <string>
#include <vector>

#include "accounts/invalid.h"

namespace meta {

/// What is wrong with a request, all of it at once.
class Faults {
 public:
  using Fault = accounts::Invalid::Fault;

  /// `field` may be empty: none in particular.
  void add(std::string field, std::string reason);

  /// Throws accounts::Invalid when there are any.
  void refuse() const;

  const std::vector<Fault>& all() const { return all_; }

 private:
  std::vector<Fault> all_;
};

}  // namespace meta
