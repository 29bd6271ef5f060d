#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gateway/request.h"
#include "grants/clients.h"

/// The oauth API, and the doors of the OAuth2 server: sign-in of browsers, authorization, tokens.
/// It reads requests and shows answers; lib/grants decides.
namespace oauth_api {

/// What the body of a client's request says: fields of a form, or, where a door takes them, members
/// of a JSON object. What has no value was not sent (RFC 6749 section 3.2).
class Form {
 public:
  enum class Body { form, form_or_json };

  /// Refuses: invalid_request (another type, or malformed).
  Form(const gateway::Request& request, Body body);

  /// The value, which is never empty. Refuses: invalid_argument (it came twice).
  std::optional<std::string> find(std::string_view name) const;
  std::string text(std::string_view name) const { return find(name).value_or(""); }

  /// Refuses: invalid_request (it is missing), and as find() does.
  std::string required(std::string_view name) const;

  /// How the client names itself, in "Authorization: Basic" or in the parameters (RFC 6749
  /// section 2.3.1), or in both in the same way; nothing: it does not. Refuses: invalid_request
  /// (in two different ways), invalid_client (malformed, or another kind of Authorization), and as
  /// find() does.
  std::optional<grants::Clients::Credentials> client(const gateway::Request& request) const;

  /// The same without a look at Authorization, which is about something else.
  std::optional<grants::Clients::Credentials> client_in_body() const;

 private:
  gateway::Fields fields_;  ///< those that have a value
};

}  // namespace oauth_api
