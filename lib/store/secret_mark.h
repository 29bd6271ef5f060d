#pragma once

#include <optional>
#include <string>

#include "store/database.h"

namespace store {

/// The table `secret_mark`: one row, by which the database knows the secret
/// that it belongs to.
class SecretMark {
 public:
  explicit SecretMark(Session& session) : session_(session) {}

  /// Nothing before the first start.
  std::optional<std::string> find();

  /// Throws Duplicate when there is one already.
  void insert(const std::string& mark);

  /// False when it is no longer `seen`.
  bool replace(const std::string& seen, const std::string& mark);

  /// Inserts, updates and deletes no row: what would keep a change of the
  /// database from being made (rights, a file that is read-only) fails here,
  /// too, and nothing is changed.
  void try_changes();

 private:
  Session& session_;
};

}  // namespace store
