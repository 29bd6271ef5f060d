#include "courier/calls.h"

#include "base/encoding.h"
#include "model/webhook.h"
#include "store/database.h"
#include "store/webhooks.h"

namespace courier {
namespace {

constexpr int kPerReceiver = 4;
constexpr int kGone = 410;

bool is_success(int status) { return status >= 200 && status < 300; }

// 16 lower-case hex digits.
std::string make_nonce(base::Entropy& entropy) {
  std::string random(8, '\0');
  entropy.fill(std::as_writable_bytes(std::span(random)));
  return base::to_hex(random);
}

std::string lines(const std::vector<std::string>& headers) {
  std::string text;
  for (const auto& header : headers) text += (text.empty() ? "" : "\n") + header;
  return text;
}

int status_of(const HttpAnswer& answer) {
  if (answer.kind == HttpAnswer::Kind::answered) return answer.status;
  return answer.kind == HttpAnswer::Kind::timed_out ? model::kTimedOut : model::kNoConnection;
}

/// The answer as the record of the delivery keeps it.
store::Deliveries::Answer recorded(const HttpAnswer& answer, std::string payload_headers) {
  const bool answered = answer.kind == HttpAnswer::Kind::answered;
  return {.status = status_of(answer),
          .payload_headers = std::move(payload_headers),
          .response = answered ? answer.body : answer.reason,
          .response_headers = answered ? std::optional(answer.headers) : std::nullopt};
}

Outcome plain_outcome(const HttpAnswer& answer) {
  if (answer.kind != HttpAnswer::Kind::answered) {
    return {.kind = Outcome::Kind::retry, .error = answer.reason};
  }
  if (is_success(answer.status)) return {.kind = Outcome::Kind::delivered, .error = {}};
  return {.kind = answer.status == kGone ? Outcome::Kind::unwanted : Outcome::Kind::retry,
          .error = "answered with " + std::to_string(answer.status),
          .retry_after = answer.retry_after};
}

bool may_be_told(std::string_view name, const model::Scopes& scopes) {
  if (name == model::kPing) return true;
  const auto event = model::webhook_event_named(name);
  return event && scopes.fulfil(event->scope);
}

}  // namespace

Calls::Calls(store::Database& database, const base::Clock& clock, base::Entropy& entropy,
             const crypto::WebhookSigner& signer, HttpCalls::Settings settings)
    : database_(database),
      clock_(clock),
      entropy_(entropy),
      signer_(signer),
      http_(std::move(settings)) {}

std::vector<std::string> Calls::names() const {
  return {std::string(model::kWebhookChannel), std::string(model::kRevocationChannel)};
}

int Calls::per_receiver() const { return kPerReceiver; }

std::optional<std::string> Calls::begin(model::Message message) {
  Begun begun;
  auto call = call_of(message, begun);
  if (!call) return std::nullopt;
  begun.headers = lines(call->headers);
  begun_[message.id] = std::move(begun);
  auto receiver = model::receiver_of(call->url);
  http_.begin(std::move(*call));
  return receiver;
}

std::optional<HttpCall> Calls::call_of(const model::Message& message, Begun& begun) {
  if (message.channel == model::kWebhookChannel) return webhook_call(message, begun);
  const auto call = model::revocation_from_payload(message.payload);
  const auto body = model::body_of(call);
  return HttpCall{message.id, call.url, signed_headers(message.id, body, {}), body};
}

// Checks once more who may be told, since the subscription may have lost that right after the
// event.
std::optional<HttpCall> Calls::webhook_call(const model::Message& message, Begun& begun) {
  const auto found = database_.read([&](store::Session& session) {
    return store::Deliveries(session).outgoing(message.id, clock_.now());
  });
  if (!found) return std::nullopt;
  if (!may_be_told(found->event, found->scopes)) return std::nullopt;
  begun.webhook = found->webhook;
  auto headers = signed_headers(message.id, found->payload,
                                model::subscriber_name(found->webhook, found->grant));
  headers.insert(headers.begin() + 1, "X-Webhook-Event: " + found->event);
  return HttpCall{message.id, found->url, std::move(headers), found->payload};
}

std::vector<std::string> Calls::signed_headers(const base::Id& id, const std::string& body,
                                               const std::string& subscriber) {
  const auto nonce = make_nonce(entropy_);
  const auto timestamp = base::to_seconds(clock_.now());
  const auto standard = signer_.standard_signature(id.text(), timestamp, body, subscriber);
  return {"Content-Type: application/json",
          "X-Webhook-Delivery: " + id.text(),
          "X-Payload-Signature: " + signer_.sign(body + nonce),
          "X-Payload-Nonce: " + nonce,
          "webhook-id: " + id.text(),
          "webhook-timestamp: " + std::to_string(timestamp),
          "webhook-signature: " + standard};
}

void Calls::work(std::chrono::milliseconds at_most, const Report& report) {
  http_.work(at_most, [&](const base::Id& id, const HttpAnswer& answer) {
    report(id, outcome_of(id, answer));
  });
}

Outcome Calls::outcome_of(const base::Id& id, const HttpAnswer& answer) {
  auto outcome = plain_outcome(answer);
  const auto begun = begun_.extract(id).mapped();
  if (begun.webhook == 0) return outcome;
  outcome.note = [id, webhook = begun.webhook, gone = answer.status == kGone, now = clock_.now(),
                  record = recorded(answer, begun.headers)](store::Session& session) {
    store::Deliveries(session).answered(id, record);
    if (gone) store::Webhooks(session).disable(webhook, now);
  };
  return outcome;
}

}  // namespace courier
