#include "accounts/issuers/upstream_address.h"

#include "model/account.h"

namespace accounts {
namespace {

using Answer = std::optional<std::string>;

Answer answer(std::string_view email, bool verified) {
  return verified && model::email_key(email) ? std::string(email) : "";
}

/// Nothing when it is neither of the two.
std::optional<bool> truth_in(const json::Value& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end()) return std::nullopt;
  if (found->is_boolean()) return found->get<bool>();
  const auto text = json::text_member(object, name);
  if (text == "true") return true;
  return text == "false" ? std::optional(false) : std::nullopt;
}

Answer by_openid(const json::Value& claims) {
  const auto verified = truth_in(claims, "email_verified");
  if (!verified) return std::nullopt;
  return answer(json::text_member(claims, "email").value_or(""), *verified);
}

/// An empty object when there is none.
json::Value object_in(const json::Value& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_object() ? *found : json::Value::object();
}

bool is_about(const json::Value& entry, std::string_view email) {
  if (!entry.is_object() || json::text_member(entry, "via").value_or("email") != "email") {
    return false;
  }
  const auto key = model::email_key(json::text_member(entry, "value").value_or(""));
  return key && key == model::email_key(email);
}

// Two entries about one address are never made; when they are, both must say yes.
Answer by_ory(const json::Value& claims) {
  const auto identity = object_in(object_in(claims, "session"), "identity");
  const auto traits = object_in(identity, "traits");
  const auto email = json::text_member(traits, "email");
  const auto entries = identity.find("verifiable_addresses");
  if (!email || entries == identity.end() || !entries->is_array()) return std::nullopt;
  std::optional<bool> verified;
  for (const auto& entry : *entries) {
    if (!is_about(entry, *email)) continue;
    verified = verified.value_or(true) && truth_in(entry, "verified").value_or(false);
  }
  return answer(*email, verified.value_or(false));
}

}  // namespace

Answer email_answered_for(const json::Value& claims) {
  const auto answered = by_openid(claims);
  return answered ? answered : by_ory(claims);
}

}  // namespace accounts
