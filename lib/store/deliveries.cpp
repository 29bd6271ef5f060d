#include "store/deliveries.h"

#include <algorithm>

#include "base/text.h"
#include "store/page.h"
#include "store/purge.h"
#include "store/session.h"

namespace store {

namespace {

constexpr auto kInsert = R"(
insert into webhook_deliveries (id, webhook, created_at, event, url, payload, payload_headers,
                                response, response_status, response_headers)
values (:id, :webhook, :created_at, :event, :url, :payload, :payload_headers,
        :response, :response_status, :response_headers))";

constexpr auto kFind = R"(
select id, number, webhook, created_at, event, url, payload, payload_headers, response,
       response_status, response_headers
from webhook_deliveries where id = :id and webhook = :webhook)";

constexpr auto kOfWebhook = R"(
select id, number, webhook, created_at, event, url, payload, payload_headers, response,
       response_status, response_headers
from webhook_deliveries where webhook = :webhook and number <= :start
order by number desc limit :limit)";

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

std::vector<model::Delivery> all(Statement& statement) {
  return statement.all<model::Delivery, base::Id, long long, long long, base::Time, Text, Text,
                       Text, Text, std::optional<Text>, int, std::optional<Text>>();
}

/// What a receiver says may be of any length and in any encoding; the column takes UTF-8.
Text storable(Text text, std::size_t most) {
  if (text.size() > most) {
    text.resize(most);
    for (int i = 0; i < 3 && !base::is_utf8(text); ++i) text.pop_back();  // half a character
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

void Deliveries::insert(const model::Delivery& delivery) {
  session_.statement(kInsert)
      .with("id", delivery.id)
      .with("webhook", delivery.webhook)
      .with("created_at", delivery.created_at)
      .with("event", delivery.event)
      .with("url", delivery.url)
      .with("payload", delivery.payload)
      .with("payload_headers", delivery.payload_headers)
      .with("response", delivery.response)
      .with("response_status", delivery.status)
      .with("response_headers", delivery.response_headers)
      .run();
}

std::optional<model::Delivery> Deliveries::find(const base::Id& id, long long webhook) {
  auto found = session_.statement(kFind);
  auto deliveries = all(found.with("id", id).with("webhook", webhook));
  if (deliveries.empty()) return std::nullopt;
  return std::move(deliveries.front());
}

std::vector<model::Delivery> Deliveries::of_webhook(long long webhook, long long start, int limit) {
  return all(session_.statement(kOfWebhook)
                 .with("webhook", webhook)
                 .with("start", first_of_page(start))
                 .with("limit", limit));
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
