#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "accounts/forward.h"
#include "base/clock.h"
#include "base/id.h"

namespace model {
struct Account;
struct Delivery;
struct Person;
struct PgpKey;
struct SshKey;
struct Webhook;
}  // namespace model

namespace accounts {

/// What happens to accounts and is told to subscribers, with what there is to tell, as it is after
/// the change. Each is named as in model::kWebhookEvents. `owner` is a username.
struct ProfileUpdated {
  static constexpr std::string_view kName = "profile:update";
  const model::Person& person;
};
struct SshKeyAdded {
  static constexpr std::string_view kName = "ssh-key:add";
  const model::SshKey& key;
  const std::string& owner;
};
struct SshKeyRemoved {
  static constexpr std::string_view kName = "ssh-key:remove";
  long long id;
};
struct PgpKeyAdded {
  static constexpr std::string_view kName = "pgp-key:add";
  const model::PgpKey& key;
  const std::string& owner;
};
struct PgpKeyRemoved {
  static constexpr std::string_view kName = "pgp-key:remove";
  long long id;
};
struct Event
    : std::variant<ProfileUpdated, SshKeyAdded, SshKeyRemoved, PgpKeyAdded, PgpKeyRemoved> {
  using variant::variant;
};

/// Tells of a change to an account in the transaction of that change: queues a call to every
/// subscriber who wants to know and may, with the text that Context::payload_of makes of it.
void fire(store::Session& session, const Context& context, const base::Id& account,
          const Event& event);

/// ProfileUpdated, with the profile that the account has. `account` as it is after the change.
void fire_profile_update(store::Session& session, const Context& context,
                         const model::Account& account);

/// Queues a call to a subscription, and the record of it; its id.
base::Id deliver(store::Session& session, const Context& context, const model::Webhook& webhook,
                 std::string_view event, std::string payload);

/// Queues a call for a delivery, to be made now, after those of its subscription that wait.
void queue_delivery(store::Session& session, base::Time now, const model::Delivery& delivery);

}  // namespace accounts
