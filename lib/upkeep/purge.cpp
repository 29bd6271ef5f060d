#include "upkeep/purge.h"

#include "store/access_tokens.h"
#include "store/accounts.h"
#include "store/audit.h"
#include "store/challenges.h"
#include "store/database.h"
#include "store/deliveries.h"
#include "store/grants.h"
#include "store/outbox.h"
#include "store/revoked_tokens.h"
#include "store/seen_signatures.h"
#include "store/sessions.h"
#include "store/throttle.h"
#include "store/tokens.h"

namespace upkeep {
namespace {

constexpr int kRows = 500;
constexpr int kSteps = 4;
constexpr std::chrono::days kNetworkIsKnown{180};  // since somebody last signed in from there

// `remove` takes a session and a maximum number of rows to remove; it returns how many it removed.
template <typename Remove>
void in_steps(store::Database& database, Remove remove) {
  for (int step = 0; step < kSteps; ++step) {
    const int removed =
        database.transaction([&](store::Session& session) { return remove(session, kRows); });
    if (removed < kRows) return;
  }
}

template <typename Repository>
void remove_expired(store::Database& database, base::Time now) {
  in_steps(database, [&](store::Session& session, int limit) {
    return Repository(session).purge_expired(now, limit);
  });
}

}  // namespace

void purge_expired(store::Database& database, base::Time now, std::chrono::seconds abuse_window) {
  remove_expired<store::Accounts>(database, now);
  remove_expired<store::Tokens>(database, now);
  remove_expired<store::Challenges>(database, now);
  remove_expired<store::RevokedTokens>(database, now);
  remove_expired<store::Sessions>(database, now);
  remove_expired<store::AuthorizationCodes>(database, now);
  remove_expired<store::AccessTokens>(database, now);
  remove_expired<store::RefreshTokens>(database, now);
  remove_expired<store::Grants>(database, now);
  remove_expired<store::SeenSignatures>(database, now);
  in_steps(database, [&](store::Session& session, int limit) {
    return store::Throttle(session).forget_networks(now - kNetworkIsKnown, limit);
  });
  if (abuse_window.count() == 0) return;
  const long window = base::to_seconds(now) / abuse_window.count();
  in_steps(database, [&](store::Session& session, int limit) {
    return store::Throttle(session).purge_before(window - 1, limit);  // two of them are counted
  });
}

void purge_webhooks(store::Database& database, base::Time now, std::chrono::seconds retention) {
  if (retention.count() == 0) return;
  const auto before = now - retention;
  in_steps(database, [&](store::Session& session, int limit) {
    return store::Deliveries(session).purge_before(before, limit);
  });
  in_steps(database, [&](store::Session& session, int limit) {
    return store::Outbox(session).purge_dead_calls(before, limit);
  });
}

void purge_audit(store::Database& database, base::Time now, std::chrono::seconds retention) {
  if (retention.count() == 0) return;
  in_steps(database, [&](store::Session& session, int limit) {
    return store::Audit(session).purge_older(now - retention, limit);
  });
}

}  // namespace upkeep
