#pragma once

#include <optional>
#include <string>

#include "base/id.h"

namespace accounts {

/// From where a request comes: for the audit log, the abuse gate, and the language of mails and
/// what they tell.
struct Origin {
  std::string address;          ///< numeric
  std::string language;         ///< "en"
  std::string user_agent = {};  ///< as it is: any bytes, any length
  /// Whose token it was, when a program asked with one: the audit log names the program.
  std::optional<base::Id> grant = {};
  bool by_operator = false;  ///< on the command line
};

}  // namespace accounts
