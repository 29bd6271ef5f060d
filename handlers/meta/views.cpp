#include "meta/views.h"

#include <optional>

#include "base/calendar.h"
#include "json/json.h"
#include "model/person.h"

namespace meta {
namespace {

template <typename T>
json::Value or_null(const std::optional<T>& value) {
  return value ? json::Value(*value) : json::Value(nullptr);
}

json::Value or_null(const std::optional<base::Time>& time) {
  return time ? json::Value(timestamp(*time)) : json::Value(nullptr);
}

json::Value names_of(const std::string& username) {
  return {{"canonical_name", "~" + username}, {"name", username}};
}

/// What each event tells.
struct Payload {
  std::string operator()(const accounts::ProfileUpdated& event) const {
    return user_view(event.person);
  }
  std::string operator()(const accounts::SshKeyAdded& event) const {
    return ssh_key_view(event.key, event.owner, /*with_last_used=*/true);
  }
  std::string operator()(const accounts::PgpKeyAdded& event) const {
    return pgp_key_view(event.key, event.owner);
  }
  template <typename Removed>
  std::string operator()(const Removed& event) const {
    return json::dump_ascii({{"id", event.id}});
  }
};

}  // namespace

std::string timestamp(base::Time time) { return base::rfc3339_with_offset(time); }

std::string user_view(const model::Person& person, std::string_view user_type) {
  const auto& account = person.account;
  auto user = names_of(account.username);
  if (!user_type.empty()) {
    user["user_type"] = user_type;
    user["suspension_notice"] = nullptr;  // a suspended account has no token to read it by
  }
  user["email"] = or_null(account.email);
  for (const auto& text : model::kProfileTexts) {
    user[std::string(text.name)] = or_null(person.profile.*text.text);
  }
  user["use_pgp_key"] = or_null(account.pgp_key);
  return json::dump_ascii(user);
}

std::string ssh_key_view(const model::SshKey& key, const std::string& owner, bool with_last_used) {
  json::Value resource{{"id", key.id},
                       {"authorized", timestamp(key.authorized_at)},
                       {"comment", or_null(key.comment)},
                       {"fingerprint", key.fingerprint},
                       {"fingerprint_sha256", model::sha256_fingerprint(key)},
                       {"key", key.key},
                       {"owner", names_of(owner)}};
  if (with_last_used) {
    resource["last_used"] = or_null(key.last_used);
  }
  return json::dump_ascii(resource);
}

std::string pgp_key_view(const model::PgpKey& key, const std::string& owner) {
  return json::dump_ascii({{"id", key.id},
                           {"key", key.key},
                           {"key_id", key.fingerprint},
                           {"email", key.email},
                           {"authorized", timestamp(key.authorized_at)},
                           {"expires", or_null(key.expires_at)},
                           {"owner", names_of(owner)}});
}

std::string webhook_view(const model::Webhook& webhook, const std::string& secret) {
  json::Value resource{{"id", webhook.id},
                       {"created", timestamp(webhook.created_at)},
                       {"events", webhook.events},
                       {"url", webhook.url},
                       {"disabled", or_null(webhook.disabled_at)}};
  if (!secret.empty()) resource["secret"] = secret;
  return json::dump_ascii(resource);
}

std::string delivery_view(const model::Delivery& delivery) {
  return json::dump_ascii({{"id", delivery.id.text()},
                           {"created", timestamp(delivery.created_at)},
                           {"event", delivery.event},
                           {"url", delivery.url},
                           {"payload", delivery.payload},
                           {"payload_headers", delivery.payload_headers},
                           {"response", or_null(delivery.response)},
                           {"response_status", delivery.status},
                           {"response_headers", or_null(delivery.response_headers)}});
}

std::string payload_of(const accounts::Event& event) { return std::visit(Payload{}, event); }

}  // namespace meta
