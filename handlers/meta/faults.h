#pragma once

#include <string>
#include <vector>

#include "accounts/invalid.h"

namespace meta {

/// What is wrong with a request, all of it at once.
class Faults {
 public:
  /// By the rule that refuses it (refusal_words.cpp).
  void add(std::string field, const char* rule);

  /// Throws accounts::Invalid when there are any.
  void refuse() const;

  const std::vector<base::Error>& all() const { return all_; }

 private:
  std::vector<base::Error> all_;
};

}  // namespace meta
