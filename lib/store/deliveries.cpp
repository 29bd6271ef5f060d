#include "store/deliveries.h"

#include <algorithm>

#include "base/text.h"
#include "store/page.h"
#include "store/purge.h"
#include "store/session.h"

namespace store {

namespace {

using model::Delivery;

constexpr auto kGiven =
    columns(field("id", &Delivery::id), field("webhook", &Delivery::webhook),
            field("created_at", &Delivery::created_at), field("event", &Delivery::event),
            field("url", &Delivery::url), field("payload", &Delivery::payload),
            field("payload_headers", &Delivery::payload_headers),
            field("response", &Delivery::response), field("response_status", &Delivery::status),
            field("response_headers", &Delivery::response_headers));
constexpr auto kColumns = columns(field("number", &Delivery::number)) + kGiven;

constexpr auto kInsert = kGiven.insert_into("webhook_deliveries");

constexpr auto kFind = sql("select ", kColumns.names(), R"( from webhook_deliveries
where id = :id and webhook = :webhook)");

constexpr auto kNewest = sql("select ", kColumns.names(), R"( from webhook_deliveries
where webhook = :webhook and event = :event order by number desc limit 1)");

constexpr auto kOfWebhook = sql("select ", kColumns.names(), R"( from webhook_deliveries
where webhook = :webhook and number <= :start order by number desc limit :limit)");

constexpr auto kCount = "select count(*) from webhook_deliveries where webhook = :webhook";

constexpr auto kOutgoing = R"(
select webhooks.id, webhooks.grant_id, grants.scopes, webhook_deliveries.event,
       webhook_deliveries.url, webhook_deliveries.payload
from webhook_deliveries
join webhooks on webhooks.id = webhook_deliveries.webhook
join grants on grants.id = webhooks.grant_id
where webhook_deliveries.id = :id and webhooks.disabled_at is null and grants.expires_at > :now)";

constexpr auto kAnswered = R"(
update webhook_deliveries set response_status = :status, payload_headers = :payload_headers,
  response = :response, response_headers = :response_headers
where id = :id)";

constexpr auto kQueue = R"(
update webhook_deliveries set response_status = :status, response = null, response_headers = null
where id = :id)";

constexpr auto kOld = R"(
select id from webhook_deliveries where created_at < :now order by created_at limit :limit)";

constexpr auto kDropOld = "delete from webhook_deliveries where id = :id and created_at < :now";

using Text = std::string;

/// A receiver's answer may have any length and encoding; the column takes UTF-8.
Text storable(Text text, std::size_t most) {
  if (text.size() > most) {
    text.resize(most);
    for (int i = 0; i < 3 && !base::is_utf8(text); ++i) text.pop_back();  // drops half a character
  }
  std::ranges::replace(text, '\0', '?');
  if (base::is_utf8(text)) return text;
  std::ranges::replace_if(
      text, [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; }, '?');
  return text;
}

std::optional<Text> storable(const std::optional<Text>& text, std::size_t most) {
  if (!text) return std::nullopt;
  return storable(*text, most);
}

}  // namespace

void Deliveries::insert(const Delivery& delivery) {
  session_.statement(kInsert).with(kGiven, delivery).run();
}

std::optional<Delivery> Deliveries::find(const base::Id& id, long long webhook) {
  return session_.statement(kFind)
      .with("id", id)
      .with("webhook", webhook)
      .first<Delivery>(kColumns);
}

std::optional<Delivery> Deliveries::newest(long long webhook, std::string_view event) {
  return session_.statement(kNewest)
      .with("webhook", webhook)
      .with("event", std::string(event))
      .first<Delivery>(kColumns);
}

std::vector<Delivery> Deliveries::of_webhook(long long webhook, long long start, int limit) {
  return session_.statement(kOfWebhook)
      .with("webhook", webhook)
      .with("start", first_of_page(start))
      .with("limit", limit)
      .all<Delivery>(kColumns);
}

long long Deliveries::count(long long webhook) {
  return session_.statement(kCount).with("webhook", webhook).value<long long>().value_or(0);
}

std::optional<Deliveries::Outgoing> Deliveries::outgoing(const base::Id& id, base::Time now) {
  return session_.statement(kOutgoing)
      .with("id", id)
      .with("now", now)
      .first<Outgoing, long long, base::Id, model::Scopes, Text, Text, Text>();
}

void Deliveries::answered(const base::Id& id, const Answer& answer) {
  session_.statement(kAnswered)
      .with("id", id)
      .with("status", answer.status)
      .with("payload_headers", answer.payload_headers)
      .with("response", storable(answer.response, model::kLongestResponse))
      .with("response_headers", storable(answer.response_headers, model::kLongestResponseHeaders))
      .run();
}

void Deliveries::queued(const base::Id& id) {
  session_.statement(kQueue).with("id", id).with("status", model::kQueued).run();
}

int Deliveries::purge_before(base::Time before, int limit) {
  return store::purge_expired(session_, kOld, kDropOld, before, limit);
}

}  // namespace store
