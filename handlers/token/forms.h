#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/request.h"

/// The token API: users of a name and a password, and signed tokens for them.
namespace token {

/// The arguments of a request, whatever its verb: members of a JSON object in the body, fields of
/// the query, fields of a form in the body; the first place that has a name wins, and in it the
/// first value. Numbers become text, a null is an empty text.
class Form {
 public:
  /// Refuses: invalid_argument (the body is JSON, but no object; a malformed form). `hardened`: a
  /// secret in the query is refused, too.
  Form(const gateway::Request& request, bool hardened);

  /// Refuses: invalid_argument (it is a JSON object; what is not asked for may be one).
  std::optional<std::string> find(std::string_view name) const;

  /// Refuses: invalid_argument, about the name.
  std::string required(std::string_view name) const;

  /// The same for what must not get into the logs of web servers.
  std::optional<std::string> secret(std::string_view name) const;
  std::string required_secret(std::string_view name) const;

 private:
  std::vector<gateway::Fields::Field> fields_;  ///< in the order in which they count
  std::vector<std::string> unreadable_;         ///< names of JSON members that are objects
  gateway::Fields query_;
  bool hardened_;
};

/// Refuses: invalid_argument. No secret belongs into a URL.
[[noreturn]] void refuse_secret_in_query(std::string_view name);

}  // namespace token
