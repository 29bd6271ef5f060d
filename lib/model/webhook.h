#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/id.h"

namespace model {

/// An event of an account that others may be told about.
struct WebhookEvent {
  std::string_view name;
  std::string_view scope;  ///< the scope that a token needs to be told
};

inline constexpr std::array kWebhookEvents{
    WebhookEvent{"profile:update", "profile:read"}, WebhookEvent{"ssh-key:add", "keys:read"},
    WebhookEvent{"ssh-key:remove", "keys:read"},    WebhookEvent{"pgp-key:add", "keys:read"},
    WebhookEvent{"pgp-key:remove", "keys:read"},
};

/// What a subscription is sent when its holder wants to see whether its receiver answers. Nobody
/// subscribes to it, and it needs no scope.
inline constexpr std::string_view kPing = "ping";

/// Nothing when there is no such event.
std::optional<WebhookEvent> webhook_event_named(std::string_view name);

/// A subscription by the holder of a token of the grant.
struct Webhook {
  long long id = 0;  ///< of the database's making
  base::Id account;
  base::Id grant;
  std::string url;
  std::vector<std::string> events;  ///< each once, in the order in which they were given
  base::Time created_at;
  std::optional<base::Time> disabled_at = {};  ///< when its receiver answered that it is gone

  bool wants(std::string_view event) const;
};

/// The sequence (Message::sequence) of the deliveries of a subscription.
std::string sequence_of(long long webhook);

/// A name that no other webhook ever has. Ids alone could be reused after a backup is restored.
std::string subscriber_name(long long webhook, const base::Id& grant);

inline constexpr std::size_t kLongestWebhookUrl = 2048;
inline constexpr long long kMostWebhooks = 50;  ///< per account

/// The status of a delivery that has no HTTP status yet.
inline constexpr int kQueued = -2;
inline constexpr int kTimedOut = -1;
inline constexpr int kNoConnection = -3;

/// One event on its way to one subscriber, and what came back; kept for a while.
struct Delivery {
  base::Id id;           ///< the same for all attempts, and for its message in the outbox
  long long number = 0;  ///< assigned by the database: the order of lists
  long long webhook = 0;
  base::Time created_at;
  std::string event;
  std::string url;
  std::string payload;          ///< JSON, whole
  std::string payload_headers;  ///< of the last attempt: "Name: value", one a line
  std::optional<std::string> response = {};
  int status = kQueued;
  std::optional<std::string> response_headers = {};
};

inline constexpr std::size_t kLongestResponse = 65'536;
inline constexpr std::size_t kLongestResponseHeaders = 16'384;

/// The host and port of an http(s) URL, in lower case, for Message::receiver. Never includes a user
/// or password.
std::string receiver_of(std::string_view url);

/// The outbox channels for HTTP calls. A webhook's message has the payload "{}", since everything
/// is in its delivery.
inline constexpr std::string_view kWebhookChannel = "webhook";
inline constexpr std::string_view kRevocationChannel = "revocation";

/// Tells a service that asked for it that a token has ended; a message of the channel "revocation".
struct RevocationCall {
  std::string url;
  std::string token_hash;  ///< SHA-512 of the token, 128 hex digits
};

std::string to_payload(const RevocationCall& call);
/// Throws base::Error (invalid_argument) when the payload is not such an object.
RevocationCall revocation_from_payload(std::string_view payload);

/// The body that the service is sent: {"token_hash": "..."}.
std::string body_of(const RevocationCall& call);

}  // namespace model
