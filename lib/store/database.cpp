#include "store/database.h"

#include <unistd.h>

#include <algorithm>
#include <thread>

#include "base/error.h"
#include "base/log.h"
#include "base/waiting.h"
#include "store/connect.h"
#include "store/duplicate.h"
#include "store/replicas.h"
#include "store/session.h"

namespace store {

namespace {

constexpr int kAttempts = 5;
constexpr std::chrono::milliseconds kFirstPause{4};

constexpr std::chrono::milliseconds kInVain{500};  // after a longer failure the server hangs
constexpr std::chrono::seconds kLittlePatience{1};

using SteadyClock = std::chrono::steady_clock;

Role role_of(const Settings& settings) {
  if (settings.read_only) return Role::replica;
  return settings.replicas.empty() ? Role::alone : Role::primary;
}

/// Marks that a transaction is under way, until the end of the scope: none may begin inside it, and
/// nobody may wait there for anything but the database.
class Running {
 public:
  explicit Running(bool& flag) : flag_(flag) {
    if (flag_) throw base::Error(base::ErrorCode::internal, {}, {"a transaction inside another"});
    flag_ = true;
  }
  ~Running() { flag_ = false; }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  bool& flag_;
  base::NoWaiting no_waiting_;
};

}  // namespace

Database::Database(Settings settings, base::Entropy& entropy, cache::Generations& generations)
    : settings_(std::move(settings)),
      entropy_(entropy),
      generations_(generations),
      replicas_(Replicas::of(settings_, entropy, generations)) {
  Settings::check(settings_.url);
}

Database::~Database() = default;

bool Database::is_embedded() const { return Url::parse(settings_.url).dialect == Dialect::sqlite; }

bool Database::is_made() const {
  return !is_embedded() || access(Url::parse(settings_.url).path.c_str(), F_OK) == 0;
}

bool Database::is_at(const std::string& url) const { return settings_.url == url; }

void Database::ping() {
  run(Mode::read, [](Session& session) { session.statement("select 1").value<int>(); });
}

void Database::run(Mode mode, const Work& work) {
  const Running running(running_);
  refuse_in_respite();
  const auto start = SteadyClock::now();
  const auto limit = patience();
  bool in_doubt = false;  // whether an earlier attempt may have inserted its row
  for (int attempt = 1;; ++attempt) {
    try {
      return run_once(mode, work);
    } catch (const Duplicate&) {
      if (!in_doubt) throw;
      return;  // an earlier attempt inserted it
    } catch (const Failure& failure) {
      in_doubt = in_doubt || (mode == Mode::insert && failure.cause() == Cause::lost);
      if (!failure.is_transient() || attempt == kAttempts || SteadyClock::now() - start >= limit) {
        note_wait(failure, start);
        if (in_doubt) throw Failure(Cause::unknown, failure.detail()).to_error();
        throw failure.to_error();
      }
      base::log::info("store.retry", {{"attempt", attempt}, {"cause", failure.detail()}});
    }
    pause(attempt);
  }
}

void Database::run_once(Mode mode, const Work& work) {
  if (!session_) {
    session_ = std::make_unique<Session>(
        Url::parse(settings_.url), TimeOuts{patience(), settings_.timeout}, role_of(settings_));
    hangs_ = false;
  }
  try {
    session_->start(/*one_statement=*/mode == Mode::insert);
    if (mode == Mode::write) session_->begin();
    work(*session_);
    if (mode == Mode::write) session_->commit();
    if (mode != Mode::read) note_written();
    session_->note_changes(generations_);
  } catch (...) {
    const bool usable = session_->recover(mode == Mode::write);
    session_->note_changes(generations_);
    if (!usable) session_.reset();
    throw;
  }
}

bool Database::on_replica(const Work& work) { return replicas_ && replicas_->read(*this, work); }

void Database::note_written() {
  if (replicas_) generations_.note_written(number_of_gtid(session_->committed_gtid()));
}

std::chrono::seconds Database::patience() const {
  return hangs_ ? std::min(kLittlePatience, settings_.timeout) : settings_.timeout;
}

void Database::refuse_in_respite() const {
  if (SteadyClock::now() >= respite_until_) return;
  throw Failure(Cause::unreachable, "the server hung a moment ago").to_error();
}

void Database::note_wait(const Failure& failure, SteadyClock::time_point start) {
  const auto now = SteadyClock::now();
  hangs_ = failure.is_absence() && now - start >= kInVain;
  if (hangs_) respite_until_ = now + settings_.respite;
}

/// Waits longer each time, and differently in each process, so that those that collided do not
/// collide again.
void Database::pause(int attempt) {
  std::byte random{};
  entropy_.fill({&random, 1});
  const auto longest = kFirstPause * (1 << attempt);
  std::this_thread::sleep_for(longest * (std::to_integer<int>(random) + 1) / 256);
}

}  // namespace store
