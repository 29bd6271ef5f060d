#pragma once

#include <string>

#include "store/forward.h"

namespace store {

/// The table `name_looks`: what names beyond ASCII look like.
class NameLooks {
 public:
  explicit NameLooks(Session& session) : session_(session) {}

  /// Throws store::Duplicate when another name looks like it.
  void insert(const std::string& looks, const std::string& username_key);

  /// Whether a name looks so.
  bool has(const std::string& looks);

 private:
  Session& session_;
};

}  // namespace store
