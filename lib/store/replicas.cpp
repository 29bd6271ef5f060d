#include "store/replicas.h"

#include <algorithm>

#include "base/error.h"
#include "base/log.h"
#include "base/number.h"
#include "store/session.h"

namespace store {

namespace {

constexpr std::chrono::seconds kMostBehind{1};
constexpr std::chrono::seconds kRest{1};

constexpr auto kWritten = "select @@global.gtid_binlog_pos";

// A tenth of a second: as long as a busy replica takes, and less than anybody notices.
constexpr auto kWait = "select master_gtid_wait(:gtid, 0.1)";

constexpr auto kFollowed = "select @@global.gtid_slave_pos";

/// What a replica throws that has not caught up.
struct Behind {};

/// "0-1-" of "0-1-42,1-1-7".
std::string prefix_of(std::string_view gtid) {
  gtid = gtid.substr(0, gtid.find(','));
  return std::string(gtid.substr(0, gtid.rfind('-') + 1));
}

/// Whether it is the database that has failed, not what was looked for.
bool is_of_database(const base::Error& error) {
  return error.code() == base::ErrorCode::unavailable || error.code() == base::ErrorCode::internal;
}

void wait_for(Session& session, const std::string& gtid) {
  if (session.statement(kWait).with("gtid", gtid).value<int>() != 0) throw Behind();
}

}  // namespace

std::uint64_t number_of_gtid(std::string_view gtid) {
  gtid = gtid.substr(0, gtid.find(','));
  return base::number_in<std::uint64_t>(gtid.substr(gtid.rfind('-') + 1)).value_or(0);
}

std::unique_ptr<Replicas> Replicas::of(const Settings& settings, base::Entropy& entropy,
                                       cache::Generations& generations) {
  if (settings.replicas.empty()) return nullptr;
  std::unique_ptr<Replicas> all(new Replicas(generations));
  for (const auto& url : settings.replicas) {
    const Settings own{.url = url, .timeout = settings.timeout, .read_only = true};
    all->replicas_.push_back({std::make_unique<Database>(own, entropy, generations)});
  }
  std::byte first{};
  entropy.fill({&first, 1});  // so that not all processes begin with the same one
  all->next_ = std::to_integer<std::size_t>(first) % all->replicas_.size();
  return all;
}

bool Replicas::read(Database& primary, const std::function<void(Session&)>& work) {
  sample(primary);
  if (prefix_.empty()) return false;
  auto* replica = next();
  if (replica == nullptr) return false;
  if (read_on(*replica, std::max(sampled_, generations_.written()), work)) return true;
  replica->rests_until = SteadyClock::now() + kRest;
  return false;
}

/// What this host has written is noted when it is; what others have, the primary is asked for.
void Replicas::sample(Database& primary) {
  if (SteadyClock::now() < due_) return;
  const auto noted = generations_.written();
  const auto gtid = primary.read(
      [](Session& session) { return session.statement(kWritten).value<std::string>(); });
  due_ = SteadyClock::now() + kMostBehind;
  prefix_ = prefix_of(gtid.value_or(""));
  const auto now = number_of_gtid(gtid.value_or(""));
  if (now < sampled_) {
    for (auto& replica : replicas_) replica.has = 0;
  }
  sampled_ = now;
  if (now < noted) generations_.rewind_written(noted, now);
}

/// The next in turn that is not resting; null when all are.
Replicas::Replica* Replicas::next() {
  const auto now = SteadyClock::now();
  for (std::size_t tried = 0; tried < replicas_.size(); ++tried) {
    auto& replica = replicas_[next_];
    next_ = (next_ + 1) % replicas_.size();
    if (now >= replica.rests_until) return &replica;
  }
  return nullptr;
}

bool Replicas::read_on(Replica& replica, std::uint64_t wanted,
                       const std::function<void(Session&)>& work) {
  try {
    replica.database->read([&](Session& session) {
      if (replica.has < wanted) wait_for(session, prefix_ + std::to_string(wanted));
      replica.has = std::max(replica.has, wanted);
      work(session);
      return true;
    });
    replica.fails = false;
    return true;
  } catch (const Behind&) {
    base::log::debug("replica.behind");
  } catch (const base::Error& error) {
    if (!is_of_database(error)) throw;
    if (!replica.fails) {
      base::log::warning("replica.failed", {{"detail", error.private_detail()}});
    }
    replica.fails = true;
  }
  return false;
}

std::string examine_replica(const std::string& url, std::chrono::seconds timeout) {
  base::SystemEntropy entropy;
  cache::Generations generations;
  Database database({.url = url, .timeout = timeout, .read_only = true}, entropy, generations);
  const auto position = database.read(
      [](Session& session) { return session.statement(kFollowed).value<std::string>(); });
  if (position && !position->empty()) return "follows, at " + *position;
  throw base::Error(base::ErrorCode::unavailable,
                    {"it follows no server by GTID (gtid_slave_pos is empty)"});
}

}  // namespace store
