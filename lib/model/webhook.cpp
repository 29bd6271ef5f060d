#include "model/webhook.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "base/url.h"
#include "json/json.h"

namespace model {
namespace {

constexpr std::size_t kLongestReceiver = 255;

std::string required(const json::Value& object, std::string_view name) {
  const auto text = json::text_member(object, name);
  if (text) return std::string(*text);
  throw base::Error(base::ErrorCode::invalid_argument,
                    {"The payload is not one of a revocation call."});
}

}  // namespace

std::optional<WebhookEvent> webhook_event_named(std::string_view name) {
  const auto* found = std::ranges::find(kWebhookEvents, name, &WebhookEvent::name);
  if (found == kWebhookEvents.end()) return std::nullopt;
  return *found;
}

bool Webhook::wants(std::string_view event) const {
  return std::ranges::find(events, event) != events.end();
}

std::string sequence_of(long long webhook) { return "webhook " + std::to_string(webhook); }

std::string subscriber_name(long long webhook, const base::Id& grant) {
  return std::to_string(webhook) + " " + grant.text();
}

std::string receiver_of(std::string_view url) {
  return base::ascii_lower(base::receiver_of(url).substr(0, kLongestReceiver));
}

std::string to_payload(const RevocationCall& call) {
  return json::dump({{"url", call.url}, {"token_hash", call.token_hash}});
}

RevocationCall revocation_from_payload(std::string_view payload) {
  const auto object = json::parse_object(payload);
  return {.url = required(object, "url"), .token_hash = required(object, "token_hash")};
}

std::string body_of(const RevocationCall& call) {
  return json::dump({{"token_hash", call.token_hash}});
}

}  // namespace model
