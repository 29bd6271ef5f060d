#pragma once

#include <string>
#include <vector>

#include "accounts/forward.h"
#include "base/id.h"
#include "crypto/webhook_signature.h"
#include "model/scope.h"
#include "model/webhook.h"

namespace accounts {

/// Subscriptions to what happens to an account. They belong to the grant of the token that made
/// them: every later token of it has them, and they go with it.
class Webhooks {
 public:
  struct Settings {
    bool allow_private = false;  ///< receivers that are not public
  };

  /// `signer` outlives it.
  Webhooks(Context& context, const crypto::WebhookSigner& signer, Settings settings);

  /// Who asks: a token that was let in.
  struct Holder {
    base::Id account;
    base::Id grant;
    model::Scopes scopes;
  };

  struct Added {
    model::Webhook webhook;
    std::string secret;  ///< that the receiver shares with us ("whsec_..."); not told again
  };
  /// Refuses, under rules "webhook.*": Invalid (no URL, or one that callback_url_fault() refuses;
  /// no event, or an unknown one); invalid_argument (an event that the token's scopes do not reach;
  /// too many).
  Added add(const Holder& holder, const std::string& url, const std::vector<std::string>& events,
            const Origin& origin);

  /// Those of a grant: at most `limit`, newest first, from `start` on (an id; negative: the
  /// newest).
  std::vector<model::Webhook> list(const base::Id& grant, long long start, int limit);
  long long count(const base::Id& grant);

  /// Refuses: not_found (another grant's, too), as all functions below.
  model::Webhook find(const base::Id& grant, long long id);
  /// Its deliveries go with it.
  void remove(const Holder& holder, long long id, const Origin& origin);

  /// All of an account, whatever grant they belong to, oldest first: for its owner.
  std::vector<model::Webhook> of_account(const base::Id& account);
  void remove_of_account(const base::Id& account, long long id, const Origin& origin);
  void enable_of_account(const base::Id& account, long long id, const Origin& origin);

  /// From now on it is told again, after its receiver had answered 410; what happened meanwhile is
  /// not made up for.
  model::Webhook enable(const Holder& holder, long long id, const Origin& origin);

  /// Sends it a call that tells of nothing, so that its holder sees whether its receiver answers;
  /// while one is under way, that one is shown. Refuses as well: invalid_argument (the subscription
  /// is disabled).
  model::Delivery ping(const base::Id& grant, long long id);

  /// At most `limit`, newest first, from `start` on (a number; negative: the newest).
  std::vector<model::Delivery> deliveries(const base::Id& grant, long long webhook, long long start,
                                          int limit);
  long long count_deliveries(const base::Id& grant, long long webhook);
  model::Delivery delivery(const base::Id& grant, long long webhook, const base::Id& id);

  /// Queues it again, under the same id. Refuses as well: invalid_argument (the subscription is
  /// disabled).
  void redeliver(const base::Id& grant, long long webhook, const base::Id& id);

  /// What verifies our signatures: Ed25519 keys in base64, the one in use first.
  std::vector<std::string> public_keys() const { return signer_.public_keys(); }

 private:
  Holder holder_of(const base::Id& account, long long id);
  void check(const Holder& holder, const std::string& url,
             const std::vector<std::string>& events) const;

  const Context& context_;
  const crypto::WebhookSigner& signer_;
  Settings settings_;
};

}  // namespace accounts
