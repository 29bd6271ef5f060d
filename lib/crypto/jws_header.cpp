#include "crypto/jws_header.h"

#include "base/error.h"
#include "base/text.h"
#include "json/json.h"

namespace crypto {
namespace {

constexpr std::string_view kApplication = "application/";

std::string without_application(std::string_view type) {
  auto lower = base::ascii_lower(type);
  return lower.starts_with(kApplication) ? lower.substr(kApplication.size()) : lower;
}

bool is_text_or_absent(const json::Value& header, const char* name) {
  return !header.contains(name) || header[name].is_string();
}

}  // namespace

JwsHeader parse_jws_header(std::string_view text) try {
  const auto header = json::parse_object(text);
  if (header.contains("crit") || header.contains("b64")) return {"extension", {}, {}};
  const auto name = json::text_member(header, "alg");
  if (!name || !is_text_or_absent(header, "kid") || !is_text_or_absent(header, "typ")) {
    return {"malformed", {}, {}};
  }
  JwsHeader parsed{{}, algorithm_named(*name), {}};
  if (const auto kid = json::text_member(header, "kid")) parsed.kid = *kid;
  return parsed;
} catch (const base::Error&) {
  return {"malformed", {}, {}};
}

bool has_type(std::string_view header, std::string_view type) {
  const auto parsed = json::parse_object(header);
  const auto found = json::text_member(parsed, "typ");
  return found && without_application(*found) == without_application(type);
}

}  // namespace crypto
