#pragma once

#include <string>

namespace accounts {

/// From where a request comes: for the audit log, the abuse gate, and the language of mails and
/// what they tell.
struct Origin {
  std::string address;          ///< numeric
  std::string language;         ///< "en"
  std::string user_agent = {};  ///< as it is: any bytes, any length
};

}  // namespace accounts
