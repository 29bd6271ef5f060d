#include "oauth/forms.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "grants/errors.h"
#include "json/json.h"

namespace oauth_api {

using Credentials = grants::Clients::Credentials;

namespace {

constexpr std::string_view kForm = "application/x-www-form-urlencoded";
constexpr std::string_view kBasic = "basic ";

std::optional<std::string> unless_empty(std::string value) {
  return value.empty() ? std::nullopt : std::optional(std::move(value));
}

/// Members that are no text mean nothing here.
gateway::Fields fields_of_json(const std::string& text) {
  gateway::Fields fields;
  const auto object = json::parse_object(text);
  for (const auto& [name, value] : object.items()) {
    if (value.is_string()) fields.add(name, value.get<std::string>());
  }
  return fields;
}

gateway::Fields read(const gateway::Request& request, Form::Body body) {
  if (request.media_type == kForm || request.body.empty()) return request.form();
  if (body == Form::Body::form_or_json && request.media_type == "application/json") {
    return fields_of_json(request.body);
  }
  throw grants::invalid_request("Send a form: application/x-www-form-urlencoded.");
}

/// RFC 6749 section 3.2: a parameter without a value is one that was not sent.
gateway::Fields with_values(const gateway::Fields& sent) {
  gateway::Fields fields;
  for (const auto& [name, value] : sent) {
    if (!value.empty()) fields.add(name, value);
  }
  return fields;
}

/// Whether two texts that may be absent say different things.
bool differ(const std::optional<std::string>& one, const std::optional<std::string>& other) {
  return one && other && !crypto::equal_secrets(*one, *other);
}

/// RFC 6749 appendix B.
std::optional<std::string> form_decoded(std::string text) {
  std::replace(text.begin(), text.end(), '+', ' ');
  return base::percent_decoded(text);
}

Credentials parse_basic(std::string_view header) {
  const auto pair = base::from_base64(base::trimmed(header.substr(kBasic.size())));
  const auto colon = pair ? pair->find(':') : std::string::npos;
  if (colon != std::string::npos) {
    auto id = form_decoded(pair->substr(0, colon));
    auto secret = form_decoded(pair->substr(colon + 1));
    if (id && secret) return {*std::move(id), unless_empty(*std::move(secret))};
  }
  throw grants::invalid_client("The header Authorization is malformed.");
}

}  // namespace

Form::Form(const gateway::Request& request, Body body)
    : fields_(with_values(read(request, body))) {}

std::optional<std::string> Form::find(std::string_view name) const {
  const auto value = fields_.find(name);
  return value ? std::optional(std::string(*value)) : std::nullopt;
}

std::string Form::required(std::string_view name) const {
  if (auto value = find(name)) return *std::move(value);
  throw grants::missing_parameter(name);
}

// RFC 6749 section 5.2: more than one mechanism is invalid_request. Of the same credentials in two
// places there is no doubt who is meant.
std::optional<Credentials> Form::client(const gateway::Request& request) const {
  const auto header = request.authorization();
  if (!header) return client_in_body();
  if (!base::equals_ignoring_case(header->substr(0, kBasic.size()), kBasic)) {
    throw grants::invalid_client("A client names itself by Basic credentials or in the form.");
  }
  auto credentials = parse_basic(*header);
  const auto id = find("client_id");
  auto secret = find("client_secret");
  if ((id && *id != credentials.id) || differ(secret, credentials.secret)) {
    throw grants::invalid_request("The client names itself in two ways.");
  }
  if (!credentials.secret) credentials.secret = std::move(secret);
  return credentials;
}

std::optional<Credentials> Form::client_in_body() const {
  const auto id = find("client_id");
  auto secret = find("client_secret");
  if (!id && !secret) return std::nullopt;
  return Credentials{id.value_or(""), std::move(secret)};
}

}  // namespace oauth_api
