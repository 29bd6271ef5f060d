#include <cgicc/CgiInput.h>
#include <cgicc/Cgicc.h>

#include <algorithm>
#include <cstring>
#include <exception>

#include "base/text.h"
#include "gateway/form.h"

namespace gateway {

using base::Error;
using base::ErrorCode;

namespace {

constexpr std::size_t kLongestBoundary = 70;  // RFC 2046 section 5.1.1

[[noreturn]] void refuse(std::string why) {
  throw Error(ErrorCode::invalid_argument, {std::move(why)});
}

/// Gives cgicc only a body that we pass: never the environment, never descriptor 0.
class BodyInput final : public cgicc::CgiInput {
 public:
  BodyInput(std::string_view body, std::string type) : rest_(body), type_(std::move(type)) {}

  std::size_t read(char* to, std::size_t most) override {
    const auto size = std::min(most, rest_.size());
    std::memcpy(to, rest_.data(), size);
    rest_.remove_prefix(size);
    return size;
  }
  std::string getenv(const char* name) override {
    const std::string_view asked = name;
    if (asked == "REQUEST_METHOD") return "POST";
    if (asked == "CONTENT_TYPE") return type_;
    return asked == "CONTENT_LENGTH" ? std::to_string(rest_.size()) : std::string();
  }

 private:
  std::string_view rest_;
  std::string type_;
};

/// The parameter "boundary" of the media type.
std::string boundary_in(std::string_view content_type) {
  for (const auto part : base::split(content_type, ';')) {
    const auto equals = part.find('=');
    if (equals == part.npos || !base::equals_ignoring_case(part.substr(0, equals), "boundary")) {
      continue;
    }
    auto value = part.substr(equals + 1);
    if (value.size() > 1 && value.starts_with('"') && value.ends_with('"')) {
      value = value.substr(1, value.size() - 2);
    }
    const bool fits = !value.empty() && value.size() <= kLongestBoundary &&
                      !base::has_control(value) && value.find('"') == value.npos;
    if (fits) return std::string(value);
  }
  refuse("The form has no boundary between its parts.");
}

std::size_t count(std::string_view text, std::string_view wanted) {
  std::size_t found = 0;
  for (auto at = text.find(wanted); at != text.npos; at = text.find(wanted, at + wanted.size())) {
    ++found;
  }
  return found;
}

/// Before cgicc looks at it, which believes whatever a part says.
void require_whole(std::string_view body, const std::string& boundary, std::size_t most_fields) {
  const auto between = "--" + boundary;
  const bool whole = body.starts_with(between) && body.find(between + "--") != body.npos;
  if (!whole) refuse("The form is cut off, or is no multipart/form-data.");
  if (count(body, between) > most_fields + 1) {
    throw Error(ErrorCode::payload_too_large, {"The form has too many fields."});
  }
}

Fields parsed(std::string_view body, const std::string& boundary) try {
  BodyInput input(body, "multipart/form-data; boundary=" + boundary);
  const cgicc::Cgicc form(&input);
  Fields fields;  // a file is none
  for (const auto& entry : form.getElements()) {
    refuse_unfit_text(entry.getName());
    refuse_unfit_text(entry.getValue());
    fields.add(entry.getName(), entry.getValue());
  }
  return fields;
} catch (const Error&) {
  throw;
} catch (const std::exception&) {
  refuse("The form is malformed.");
}

}  // namespace

Fields parse_multipart(std::string_view body, std::string_view content_type, std::size_t most_bytes,
                       std::size_t most_fields) {
  if (body.size() > most_bytes) {
    throw Error(ErrorCode::payload_too_large, {"The form is too long."});
  }
  const auto boundary = boundary_in(content_type);
  require_whole(body, boundary, most_fields);
  return parsed(body, boundary);
}

}  // namespace gateway
