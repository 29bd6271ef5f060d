#pragma once

#include <string>
#include <string_view>

#include "accounts/webhooks/events.h"
#include "base/clock.h"
#include "model/pgp_key.h"
#include "model/ssh_key.h"
#include "model/webhook.h"

namespace model {
struct Person;
}

/// The resources of this API as JSON texts, in ASCII alone: what its handlers answer with is what
/// webhooks are sent.
namespace meta {

/// "2026-01-31T12:00:00+00:00": the one form that every client of the API reads.
std::string timestamp(base::Time time);

/// A person for those who may read its profile. `user_type` (may be empty) is for programs of
/// our own.
std::string user_view(const model::Person& person, std::string_view user_type = {});

/// `owner` is the username of the key's account. `last_used` is for the owner alone.
std::string ssh_key_view(const model::SshKey& key, const std::string& owner, bool with_last_used);
std::string pgp_key_view(const model::PgpKey& key, const std::string& owner);

/// `secret` is what the subscriber shares with us; empty: it is not told again.
std::string webhook_view(const model::Webhook& webhook, const std::string& secret = {});
std::string delivery_view(const model::Delivery& delivery);

/// What subscribers are sent of an event.
std::string payload_of(const accounts::Event& event);

}  // namespace meta
