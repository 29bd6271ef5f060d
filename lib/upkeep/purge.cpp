#include "upkeep/purge.h"

#include "store/access_tokens.h"
#include "store/accounts.h"
#include "store/audit.h"
#include "store/challenges.h"
#include "store/database.h"
#include "store/deliveries.h"
#include "store/grants.h"
#include "store/kept_requests.h"
#include "store/mail_requests.h"
#include "store/outbox.h"
#include "store/revoked_tokens.h"
#include "store/seen_signatures.h"
#include "store/sessions.h"
#include "store/throttle.h"
#include "store/tokens.h"

namespace upkeep {
namespace {

using store::Session;

constexpr int kRows = 500;
constexpr std::chrono::days kNetworkIsKnown{180};  // since somebody last signed in from there

/// Where the tasks work, and by which time.
struct Purges {
  store::Database& database;
  const base::Clock& clock;
  std::vector<Task> tasks = {};

  template <typename Remove>
  void add(std::string name, Remove remove) {
    tasks.push_back(removal(std::move(name), database, kRows, std::move(remove)));
  }

  template <typename Repository>
  void add_expired(std::string name) {
    add(std::move(name), [this_clock = &clock](Session& session, int limit) {
      return Repository(session).purge_expired(this_clock->now(), limit);
    });
  }
};

void add_expiring(Purges& purges) {
  purges.add_expired<store::Accounts>("registrations");
  purges.add_expired<store::Tokens>("tokens");
  purges.add_expired<store::Challenges>("challenges");
  purges.add_expired<store::MailRequests>("mail_requests");
  purges.add_expired<store::RevokedTokens>("revoked_tokens");
  purges.add_expired<store::Sessions>("sessions");
  purges.add_expired<store::KeptRequests>("kept_requests");
  purges.add_expired<store::AuthorizationCodes>("authorization_codes");
  purges.add_expired<store::AccessTokens>("access_tokens");
  purges.add_expired<store::RefreshTokens>("refresh_tokens");
  purges.add_expired<store::Grants>("grants");
  purges.add_expired<store::SeenSignatures>("seen_signatures");
}

void add_counts(Purges& purges, std::chrono::seconds abuse_window) {
  const auto* clock = &purges.clock;
  purges.add("known_networks", [clock](Session& session, int limit) {
    return store::Throttle(session).forget_networks(clock->now() - kNetworkIsKnown, limit);
  });
  if (abuse_window.count() == 0) return;
  purges.add("abuse_counts", [clock, abuse_window](Session& session, int limit) {
    const long window = base::to_seconds(clock->now()) / abuse_window.count();
    return store::Throttle(session).purge_before(window - 1, limit);  // two of them are counted
  });
}

void add_calls(Purges& purges, std::chrono::seconds retention) {
  if (retention.count() == 0) return;
  const auto* clock = &purges.clock;
  purges.add("deliveries", [clock, retention](Session& session, int limit) {
    return store::Deliveries(session).purge_before(clock->now() - retention, limit);
  });
  purges.add("dead_calls", [clock, retention](Session& session, int limit) {
    return store::Outbox(session).purge_dead_calls(clock->now() - retention, limit);
  });
}

void add_mails(Purges& purges, std::chrono::seconds retention) {
  if (retention.count() == 0) return;
  purges.add("dead_mails", [clock = &purges.clock, retention](Session& session, int limit) {
    return store::Outbox(session).purge_dead_mails(clock->now() - retention, limit);
  });
}

void add_audit_log(Purges& purges, std::chrono::seconds retention) {
  if (retention.count() == 0) return;
  purges.add("audit_log", [clock = &purges.clock, retention](Session& session, int limit) {
    return store::Audit(session).purge_older(clock->now() - retention, limit);
  });
}

}  // namespace

std::vector<Task> purge_tasks(store::Database& database, const base::Clock& clock,
                              const Retention& retention) {
  Purges purges{database, clock};
  add_expiring(purges);
  add_counts(purges, retention.abuse_window);
  add_audit_log(purges, retention.audit_log);
  add_calls(purges, retention.deliveries);
  add_mails(purges, retention.dead_mails);
  return std::move(purges.tasks);
}

}  // namespace upkeep
