#include "oauth/forms.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"
#include "grants/errors.h"
#include "json/json.h"

namespace oauth_api {

using Credentials = grants::Clients::Credentials;

namespace {

constexpr std::string_view kForm = "application/x-www-form-urlencoded";
constexpr std::string_view kBasic = "basic ";

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
    if (id && secret) return {*std::move(id), std::move(secret)};
  }
  throw grants::invalid_client("The header Authorization is malformed.");
}

}  // namespace

Form::Form(const gateway::Request& request, Body body) : fields_(read(request, body)) {}

std::optional<std::string> Form::find(std::string_view name) const {
  const auto value = fields_.find(name);
  if (!value || value->empty()) return std::nullopt;
  return std::string(*value);
}

std::string Form::required(std::string_view name) const {
  if (auto value = find(name)) return *std::move(value);
  throw grants::missing_parameter(name);
}

std::optional<Credentials> Form::client(const gateway::Request& request) const {
  const auto header = request.authorization();
  if (!header) return client_in_body();
  if (!base::equals_ignoring_case(header->substr(0, kBasic.size()), kBasic)) {
    throw grants::invalid_client("A client names itself by Basic credentials or in the form.");
  }
  auto credentials = parse_basic(*header);
  const bool twice = fields_.find("client_secret").has_value();
  const bool another = find("client_id").value_or(credentials.id) != credentials.id;
  if (twice || another) throw grants::invalid_client("The client names itself in two ways.");
  return credentials;
}

std::optional<Credentials> Form::client_in_body() const {
  const auto id = find("client_id");
  const auto secret = fields_.find("client_secret");  // an empty one is one, and wrong
  if (!id && !secret) return std::nullopt;
  return Credentials{id.value_or(""), secret ? std::optional(std::string(*secret)) : std::nullopt};
}

}  // namespace oauth_api
