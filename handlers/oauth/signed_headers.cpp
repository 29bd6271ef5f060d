#include "oauth/signed_headers.h"

#include <algorithm>
#include <map>

#include "base/calendar.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/text.h"

namespace oauth_api {

using base::Error;
using base::ErrorCode;
using gateway::Request;

namespace {

using Values = std::map<std::string, std::string, std::less<>>;

constexpr std::string_view kScheme = "signature ";
constexpr std::string_view kTarget = "(request-target)";

[[noreturn]] void refuse(const std::string& why) {
  throw Error(ErrorCode::invalid_argument, {why});
}

void require_headers(const Request& request) {
  std::string missing;
  for (const auto* name : {"authorization", "date", "email"}) {
    if (request.header(name).value_or("").empty()) {
      missing.append(missing.empty() ? "" : ", ").append(name);
    }
  }
  if (!missing.empty()) refuse("These headers are missing: " + missing + ".");
}

[[noreturn]] void refuse_authorization() {
  refuse(
      "The header authorization is malformed; it is to be: Signature keyId=\"...\","
      "algorithm=\"...\",headers=\"...\",signature=\"...\".");
}

/// Takes `name="value"` off the front, and a comma behind it.
std::pair<std::string, std::string> take_value(std::string_view& text) {
  const auto equals = text.find("=\"");
  const auto end = equals == text.npos ? text.npos : text.find('"', equals + 2);
  if (end == text.npos) refuse_authorization();
  std::pair<std::string, std::string> value{base::trimmed(text.substr(0, equals)),
                                            text.substr(equals + 2, end - equals - 2)};
  text = base::trimmed(text.substr(end + 1));
  if (text.empty()) return value;
  if (text.front() != ',' || base::trimmed(text.substr(1)).empty()) refuse_authorization();
  text = base::trimmed(text.substr(1));
  return value;
}

Values parse_authorization(std::string_view text) {
  if (!base::equals_ignoring_case(text.substr(0, kScheme.size()), kScheme)) refuse_authorization();
  text = base::trimmed(text.substr(kScheme.size()));
  Values values;
  while (!text.empty()) {
    if (!values.insert(take_value(text)).second) refuse_authorization();
  }
  for (const auto* name : {"keyId", "algorithm", "signature"}) {
    if (values[name].empty()) refuse_authorization();
  }
  return values;
}

std::vector<std::string> covered_headers(const Values& values) {
  const auto found = values.find("headers");
  if (found == values.end()) return {"date"};
  std::vector<std::string> names;
  for (const auto name : base::split(found->second, ' ')) {
    const bool lower = base::ascii_lower(name) == name;
    const bool again = std::find(names.begin(), names.end(), name) != names.end();
    if (!lower || again) refuse_authorization();
    names.emplace_back(name);
  }
  if (names.empty()) refuse_authorization();
  return names;
}

/// The target as a client writes it that escapes no more than it must.
std::string target_of(const Request& request) {
  auto target = base::ascii_lower(request.method_text) + " " + request.path;
  char separator = '?';
  for (const auto& field : request.query) {
    target +=
        separator + base::percent_encoded(field.name) + "=" + base::percent_encoded(field.value);
    separator = '&';
  }
  return target;
}

std::string signing_text(const Request& request, const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) {
    if (name == "authorization") continue;  // it cannot sign itself
    if (!text.empty()) text += '\n';
    if (name == kTarget) {
      text += name + ": " + target_of(request);
      continue;
    }
    const auto value = request.header(name);
    if (!value) {
      throw Error(ErrorCode::unauthorized,
                  {"request verification failed due to: INCOMPLETE_REQUEST"});
    }
    text += name + ": " + std::string(*value);
  }
  return text;
}

}  // namespace

accounts::SignedRequest read_signed_headers(const Request& request) {
  require_headers(request);
  const auto date = base::parse_http_date(*request.header("date"));
  if (!date) refuse("The header date is malformed; it is to be: Sat, 21 Nov 2026 19:44:29 GMT.");
  auto values = parse_authorization(*request.authorization());
  auto names = covered_headers(values);
  auto text = signing_text(request, names);
  return {.email = std::string(*request.header("email")),
          .key_id = std::move(values["keyId"]),
          .algorithm = base::ascii_lower(values["algorithm"]),
          .headers = std::move(names),
          .text = std::move(text),
          .signature = std::move(values["signature"]),
          .date = *date};
}

}  // namespace oauth_api
