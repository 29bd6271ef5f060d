#include "store/webhooks.h"

#include "base/text.h"
#include "store/page.h"
#include "store/session.h"

namespace store {

namespace {

constexpr auto kInsert = R"(
insert into webhooks (account, grant_id, url, events, created_at, disabled_at)
values (:account, :grant_id, :url, :events, :created_at, :disabled_at))";

constexpr auto kFind = R"(
select id, account, grant_id, url, events, created_at, disabled_at
from webhooks where id = :id and grant_id = :grant_id)";

constexpr auto kOfGrant = R"(
select id, account, grant_id, url, events, created_at, disabled_at
from webhooks where grant_id = :grant_id and id <= :start order by id desc limit :limit)";

constexpr auto kCount = "select count(*) from webhooks where grant_id = :grant_id";

constexpr auto kCountOfAccount = "select count(*) from webhooks where account = :account";

constexpr auto kOfAccount = R"(
select id, account, grant_id, url, events, created_at, disabled_at
from webhooks where account = :account order by id)";

constexpr auto kListeners = R"(
select webhooks.id, webhooks.account, webhooks.grant_id, webhooks.url, webhooks.events,
       webhooks.created_at, grants.scopes
from webhooks join grants on grants.id = webhooks.grant_id
where webhooks.account = :account and webhooks.disabled_at is null and grants.expires_at > :now
order by webhooks.id)";

constexpr auto kDisable = "update webhooks set disabled_at = :now where id = :id";

constexpr auto kRemove = "delete from webhooks where id = :id and grant_id = :grant_id";

using Text = std::string;

std::string joined(const std::vector<std::string>& events) {
  std::string text;
  for (const auto& event : events) text += (text.empty() ? "" : ",") + event;
  return text;
}

std::vector<std::string> separated(const std::string& text) {
  const auto parts = base::split(text, ',');
  return {parts.begin(), parts.end()};
}

// A row of `webhooks`; the list of events is one text in it.
struct Row {
  long long id;
  base::Id account;
  base::Id grant;
  std::string url;
  std::string events;
  base::Time created_at;
  std::optional<base::Time> disabled_at;

  model::Webhook webhook() const {
    return {id, account, grant, url, separated(events), created_at, disabled_at};
  }
};

std::vector<model::Webhook> all(Statement& statement) {
  const auto rows = statement.all<Row, long long, base::Id, base::Id, Text, Text, base::Time,
                                  std::optional<base::Time>>();
  std::vector<model::Webhook> webhooks;
  for (const auto& row : rows) webhooks.push_back(row.webhook());
  return webhooks;
}

struct ListenerRow {
  long long id;
  base::Id account;
  base::Id grant;
  std::string url;
  std::string events;
  base::Time created_at;
  model::Scopes scopes;
};

}  // namespace

long long Webhooks::insert(const model::Webhook& webhook) {
  return session_.statement(kInsert)
      .with("account", webhook.account)
      .with("grant_id", webhook.grant)
      .with("url", webhook.url)
      .with("events", joined(webhook.events))
      .with("created_at", webhook.created_at)
      .with("disabled_at", webhook.disabled_at)
      .insert();
}

std::optional<model::Webhook> Webhooks::find(long long id, const base::Id& grant) {
  auto found = session_.statement(kFind);
  auto webhooks = all(found.with("id", id).with("grant_id", grant));
  if (webhooks.empty()) return std::nullopt;
  return std::move(webhooks.front());
}

std::vector<model::Webhook> Webhooks::of_grant(const base::Id& grant, long long start, int limit) {
  return all(session_.statement(kOfGrant)
                 .with("grant_id", grant)
                 .with("start", first_of_page(start))
                 .with("limit", limit));
}

long long Webhooks::count(const base::Id& grant) {
  return session_.statement(kCount).with("grant_id", grant).value<long long>().value_or(0);
}

std::vector<model::Webhook> Webhooks::of_account(const base::Id& account) {
  return all(session_.statement(kOfAccount).with("account", account));
}

long long Webhooks::count_of_account(const base::Id& account) {
  return session_.statement(kCountOfAccount)
      .with("account", account)
      .value<long long>()
      .value_or(0);
}

std::vector<Webhooks::Listener> Webhooks::listeners(const base::Id& account, base::Time now) {
  const auto rows =
      session_.statement(kListeners)
          .with("account", account)
          .with("now", now)
          .all<ListenerRow, long long, base::Id, base::Id, Text, Text, base::Time, model::Scopes>();
  std::vector<Listener> listeners;
  for (const auto& row : rows) {
    listeners.push_back({{row.id, row.account, row.grant, row.url, separated(row.events),
                          row.created_at, std::nullopt},
                         row.scopes});
  }
  return listeners;
}

void Webhooks::disable(long long id, base::Time now) {
  session_.statement(kDisable).with("id", id).with("now", now).run();
}

bool Webhooks::remove(long long id, const base::Id& grant) {
  return session_.statement(kRemove).with("id", id).with("grant_id", grant).run() == 1;
}

}  // namespace store
