#include "accounts/issuers/upstream_keys.h"

#include <sys/eventfd.h>

#include "base/error.h"
#include "base/log.h"
#include "store/database.h"
#include "store/key_sets.h"

namespace accounts {
namespace {

constexpr std::chrono::seconds kGlance{5};  // how often the database is asked for newer keys
constexpr std::chrono::seconds kLongestFetch{10};

// Clocks of several hosts differ and can be set back, so a time ahead of ours counts like one
// behind it.
bool is_within(base::Time time, std::chrono::milliseconds span, base::Time now) {
  return std::chrono::abs(now - time) < span;
}

[[noreturn]] void refuse(std::string why) {
  throw base::Error(base::ErrorCode::unavailable, {std::move(why)});
}

}  // namespace

UpstreamKeys::UpstreamKeys(store::Database& database, const base::Clock& clock, KeySource source,
                           Settings settings, base::Waiting& waiting)
    : database_(database),
      clock_(clock),
      source_(std::move(source)),
      settings_(std::move(settings)),
      waiting_(waiting) {}

const crypto::KeySet& UpstreamKeys::current() {
  static const crypto::KeySet none;
  const auto now = clock_.now();
  if (!looked_at_ || !is_within(*looked_at_, kGlance, now)) reload();
  return fetched_at_ && now - *fetched_at_ < settings_.stale ? keys_ : none;
}

bool UpstreamKeys::reload() {
  if (!has_provider()) return false;
  looked_at_ = clock_.now();
  const auto state = database_.read(
      [&](store::Session& session) { return store::KeySets(session).state(settings_.url); });
  if (!state || !state->fetched_at || state->fetched_at == fetched_at_) return false;
  const auto jwks = database_.read(
      [&](store::Session& session) { return store::KeySets(session).jwks(settings_.url); });
  adopt(jwks, *state->fetched_at);
  return true;
}

bool UpstreamKeys::fetch() {
  if (!has_provider()) return false;
  if (under_way_) return join();
  if (!claim()) return false;
  const auto over = std::make_shared<base::Descriptor>(eventfd(0, EFD_CLOEXEC));
  under_way_ = over;
  const bool done = fetch_claimed();
  under_way_.reset();
  eventfd_write(over->get(), 1);
  return done;
}

/// Waits for the fetch of another request.
bool UpstreamKeys::join() {
  const auto over = under_way_;
  const auto before = fetched_at_;
  waiting_.until_readable(over->get(), kLongestFetch);
  return fetched_at_ != before;
}

bool UpstreamKeys::fetch_claimed() {
  try {
    keep(source_(settings_.url));
    return true;
  } catch (const base::Error& error) {
    base::log::warning("portal.keys_not_fetched", {{"error", error.public_text()}});
    return false;
  }
}

// Of all processes that would fetch now, one does.
bool UpstreamKeys::claim() {
  return database_.transaction([&](store::Session& session) {
    store::KeySets sets(session);
    const auto now = clock_.now();
    const auto state = sets.state(settings_.url);
    if (state && is_within(state->attempted_at, settings_.cooldown, now)) return false;
    return sets.claim(settings_.url, state, now);
  });
}

void UpstreamKeys::keep(const std::string& jwks) {
  adopt(jwks, clock_.now());
  database_.transaction([&](store::Session& session) {
    store::KeySets(session).store(settings_.url, jwks, *fetched_at_);
  });
  base::log::info("portal.keys_fetched", {{"keys", keys_.keys.size()}});
}

void UpstreamKeys::refresh() {
  if (!has_provider()) return;
  const auto state = database_.read(
      [&](store::Session& session) { return store::KeySets(session).state(settings_.url); });
  const bool fresh =
      state && state->fetched_at && is_within(*state->fetched_at, settings_.refresh, clock_.now());
  if (!fresh) fetch();
}

void UpstreamKeys::adopt(const std::string& jwks, base::Time fetched_at) {
  keys_ = usable_keys(jwks);
  fetched_at_ = fetched_at;
}

crypto::KeySet usable_keys(std::string_view jwks) {
  crypto::KeySet set;
  try {
    set = crypto::KeySet::from_jwks(jwks);
  } catch (const base::Error& error) {
    refuse("What the identity provider publishes is no key set: " + error.public_text());
  }
  for (const auto& reason : set.refused) {
    base::log::warning("portal.key_refused", {{"reason", reason}});
  }
  if (set.keys.empty()) refuse("The identity provider publishes no key that can be used.");
  return set;
}

}  // namespace accounts
