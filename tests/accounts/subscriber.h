#pragma once

#include <string>
#include <vector>

#include "accounts/webhooks/events.h"
#include "accounts/webhooks/webhooks.h"
#include "model/grant_names.h"
#include "store/deliveries.h"
#include "store/grants.h"
#include "store/outbox.h"
#include "support/test_world.h"

/// An account whose owner has given somebody a token.
struct Subscriber : TestWorld {
  Subscriber() {
    make_active("anna");
    anna = id_of("anna");
  }

  /// A token of a grant of its own.
  accounts::Webhooks::Holder holder(const std::string& scopes,
                                    std::chrono::seconds lifetime = std::chrono::hours(1)) {
    const auto now = clock.now();
    model::Grant grant{.id = base::Id::make(now, entropy),
                       .type = std::string(model::kPersonalGrant),
                       .client = {},
                       .account = anna,
                       .scopes = *model::Scopes::parse(scopes),
                       .comment = {},
                       .created_at = now,
                       .signed_in_at = now,
                       .expires_at = now + lifetime};
    database.transaction([&](store::Session& session) { store::Grants(session).insert(grant); });
    return {anna, grant.id, grant.scopes};
  }

  accounts::Webhooks::Added subscribe(const accounts::Webhooks::Holder& to,
                                      const std::vector<std::string>& events,
                                      const std::string& url = "https://a.example/hook") {
    return webhooks.add(to, url, events, from("192.0.2.1"));
  }

  std::vector<model::Delivery> deliveries(const accounts::Webhooks::Holder& of, long long webhook) {
    return webhooks.deliveries(of.grant, webhook, -1, 100);
  }

  /// The calls that are queued.
  std::vector<model::Message> calls() {
    const auto all = database.read(
        [](store::Session& session) { return store::Outbox(session).list(false, 1000); });
    std::vector<model::Message> found;
    for (const auto& message : all) {
      if (message.channel == model::kWebhookChannel) found.push_back(message);
    }
    return found;
  }

  crypto::WebhookSigner signer{crypto::Secret({std::string(64, '5')})};
  accounts::Webhooks webhooks{context, signer, {}};
  base::Id anna;
};
