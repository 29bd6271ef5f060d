#pragma once

#include <exception>
#include <string>
#include <utility>

namespace store {

/// A unique index refused a row: somebody else has this value. Only the database can know it for
/// sure, so use cases catch it; it never leaves lib/accounts.
class Duplicate : public std::exception {
 public:
  explicit Duplicate(std::string index) : index_(std::move(index)) {}

  /// What was refused, as far as the database tells: contains the name of the column or index.
  const std::string& index() const noexcept { return index_; }
  const char* what() const noexcept override { return "duplicate"; }

 private:
  std::string index_;
};

}  // namespace store
