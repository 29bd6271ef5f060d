#include "store/throttle.h"

#include "store/duplicate.h"
#include "store/session.h"

namespace store {

namespace {

constexpr auto kIncrement = R"(
update throttle set events = events + :events
where kind = :kind and subject = :subject and bucket = :bucket)";

constexpr auto kFirst = R"(
insert into throttle (kind, subject, bucket, events) values (:kind, :subject, :bucket, :events))";

constexpr auto kRecent = R"(
select bucket, events from throttle
where kind = :kind and subject = :subject and bucket in (:bucket, :previous))";

constexpr auto kRecentOfFour = R"(
select kind, subject, bucket, events from throttle
where ((kind = :kind0 and subject = :subject0) or (kind = :kind1 and subject = :subject1)
    or (kind = :kind2 and subject = :subject2) or (kind = :kind3 and subject = :subject3))
  and bucket in (:bucket, :previous))";

constexpr auto kForgetSubject = "delete from throttle where kind = :kind and subject = :subject";

constexpr auto kOld = R"(
select kind, subject, bucket from throttle where bucket < :bucket order by bucket limit :limit)";

constexpr auto kDrop = R"(
delete from throttle where kind = :kind and subject = :subject and bucket = :bucket)";

constexpr auto kSeenAt = R"(
select seen_at from known_networks where account = :account and network = :network)";

constexpr auto kSeen = R"(
insert into known_networks (account, network, seen_at) values (:account, :network, :now))";

constexpr auto kSeenAgain = R"(
update known_networks set seen_at = :now where account = :account and network = :network)";

constexpr auto kNetworks = R"(
select network from known_networks where account = :account order by seen_at desc, network)";

constexpr auto kForgetNetwork = R"(
delete from known_networks where account = :account and network = :network)";

constexpr auto kUnseen = R"(
select account, network from known_networks where seen_at < :since order by seen_at limit :limit)";

constexpr auto kForget = R"(
delete from known_networks where account = :account and network = :network and seen_at < :since)";

struct Network {
  base::Id account;
  std::string network;
};

struct Key {
  std::string kind;
  std::string subject;
  long bucket;
};

Statement& fill(Statement& statement, const Key& key) {
  return statement.with("kind", key.kind).with("subject", key.subject).with("bucket", key.bucket);
}

}  // namespace

void Throttle::count(const std::string& kind, const std::string& subject, long bucket,
                     long events) {
  session_.changed(subject_of(kind, subject));
  const Key key{kind, subject, bucket};
  auto increment = session_.statement(kIncrement);
  if (fill(increment, key).with("events", events).run() == 1) return;
  try {
    auto first = session_.statement(kFirst);
    fill(first, key).with("events", events).run();
  } catch (const Duplicate&) {  // another process has begun this bucket meanwhile
    auto again = session_.statement(kIncrement);
    fill(again, key).with("events", events).run();
  }
}

void Throttle::forget(const std::string& kind, const std::string& subject) {
  session_.changed(subject_of(kind, subject));
  session_.statement(kForgetSubject).with("kind", kind).with("subject", subject).run();
}

Recent Throttle::recent(const std::string& kind, const std::string& subject, long bucket) {
  struct Row {
    long bucket;
    long events;
  };
  auto statement = session_.statement(kRecent);
  fill(statement, {kind, subject, bucket}).with("previous", bucket - 1);
  Recent recent;
  for (const auto& row : statement.all<Row, long, long>()) {
    (row.bucket == bucket ? recent.current : recent.previous) = row.events;
  }
  return recent;
}

std::array<Recent, 4> Throttle::recent(const std::array<Counted, 4>& counted, long bucket) {
  struct Row {
    std::string kind;
    std::string subject;
    long bucket;
    long events;
  };
  auto statement = session_.statement(kRecentOfFour);
  statement.with("kind0", counted[0].kind).with("subject0", counted[0].subject);
  statement.with("kind1", counted[1].kind).with("subject1", counted[1].subject);
  statement.with("kind2", counted[2].kind).with("subject2", counted[2].subject);
  statement.with("kind3", counted[3].kind).with("subject3", counted[3].subject);
  statement.with("bucket", bucket).with("previous", bucket - 1);
  std::array<Recent, 4> found{};
  for (const auto& row : statement.all<Row, std::string, std::string, long, long>()) {
    for (std::size_t i = 0; i < counted.size(); ++i) {
      if (counted[i].kind != row.kind || counted[i].subject != row.subject) continue;
      (row.bucket == bucket ? found[i].current : found[i].previous) = row.events;
    }
  }
  return found;
}

void Throttle::remember_network(const base::Id& account, const std::string& network,
                                base::Time now) {
  const auto seen = session_.statement(kSeenAt)
                        .with("account", account)
                        .with("network", network)
                        .value<base::Time>();
  if (seen && now - *seen < std::chrono::days{1}) return;
  try {
    session_.statement(seen ? kSeenAgain : kSeen)
        .with("account", account)
        .with("network", network)
        .with("now", now)
        .run();
  } catch (const Duplicate&) {  // another process has noted it meanwhile
  }
}

bool Throttle::knows_network(const base::Id& account, const std::string& network) {
  return session_.statement(kSeenAt)
      .with("account", account)
      .with("network", network)
      .value<base::Time>()
      .has_value();
}

std::vector<std::string> Throttle::networks_of(const base::Id& account) {
  return session_.statement(kNetworks).with("account", account).all<std::string, std::string>();
}

void Throttle::forget_network(const base::Id& account, const std::string& network) {
  session_.statement(kForgetNetwork).with("account", account).with("network", network).run();
}

int Throttle::forget_networks(base::Time since, int limit) {
  const auto unseen = session_.statement(kUnseen)
                          .with("since", since)
                          .with("limit", limit)
                          .all<Network, base::Id, std::string>();
  int removed = 0;
  for (const auto& row : unseen) {
    auto forget = session_.statement(kForget);
    forget.with("account", row.account).with("network", row.network).with("since", since);
    if (forget.run() == 1) ++removed;
  }
  return removed;
}

int Throttle::purge_before(long bucket, int limit) {
  const auto old = session_.statement(kOld)
                       .with("bucket", bucket)
                       .with("limit", limit)
                       .all<Key, std::string, std::string, long>();
  int removed = 0;
  for (const auto& key : old) {
    auto drop = session_.statement(kDrop);
    if (fill(drop, key).run() == 1) ++removed;
  }
  return removed;
}

}  // namespace store
