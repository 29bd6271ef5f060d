#include "accounts/proof/sessions.h"

#include <algorithm>

#include "accounts/audit.h"
#include "accounts/context.h"
#include "accounts/origin.h"
#include "base/error.h"
#include "store/sessions.h"

namespace accounts {
namespace {

constexpr std::size_t kMostSessions = 50;
constexpr std::size_t kMostLookedFor = 4;
constexpr std::chrono::minutes kTouchInterval{1};

// Printable ASCII, so that no log, page or column meets anything else.
std::string cleaned(std::string_view user_agent) {
  std::string text(user_agent.substr(0, model::kLongestUserAgent));
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c < 0x20 || c >= 0x7f; }, '?');
  return text;
}

}  // namespace

Sessions::Sessions(Context& context, Settings settings) : context_(context), settings_(settings) {}

std::string Sessions::open(Opening& opening, const Origin& origin, const Browser& browser) {
  const auto now = context_.clock.now();
  const model::Session opened{.id = base::Id::make(now, context_.entropy),
                              .account = opening.account(),
                              .created_at = now,
                              .seen_at = now,
                              .expires_at = now + settings_.lifetime,
                              .client_address = origin.address,
                              .user_agent = cleaned(browser.user_agent)};
  make_room(opening.session(), opening.account());
  opening.put(opened);
  return context_.tokens.mint(crypto::TokenKind::session, opened.id);
}

void Sessions::make_room(store::Session& session, const base::Id& account) {
  const auto now = context_.clock.now();
  store::Sessions sessions(session);
  const auto living = sessions.of_account(account, now, now - settings_.idle);
  for (auto i = kMostSessions - 1; i < living.size(); ++i) sessions.remove(living[i].id, account);
}

std::optional<model::Session> Sessions::authenticate(std::string_view text) {
  const auto id = context_.tokens.check(crypto::TokenKind::session, text);
  return id ? find(*id) : std::nullopt;
}

std::optional<model::Session> Sessions::authenticate(const std::vector<std::string_view>& texts) {
  std::size_t asked = 0;
  for (const auto text : texts) {
    const auto id = context_.tokens.check(crypto::TokenKind::session, text);
    if (!id) continue;
    if (auto found = find(*id)) return found;
    if (++asked == kMostLookedFor) return std::nullopt;
  }
  return std::nullopt;
}

std::optional<model::Session> Sessions::find(const base::Id& id) {
  const auto now = context_.clock.now();
  auto found = context_.database.read([&](store::Session& session) {
    return store::Sessions(session).find(id, now, now - settings_.idle);
  });
  if (found && now - found->seen_at >= kTouchInterval) {
    context_.database.transaction(
        [&](store::Session& session) { store::Sessions(session).touch(id, now); });
    found->seen_at = now;
  }
  return found;
}

std::string Sessions::form_token(const model::Session& session) const {
  return context_.tokens.mint(crypto::TokenKind::form, session.id);
}

bool Sessions::is_form_token(const model::Session& session, std::string_view text) const {
  return context_.tokens.check(crypto::TokenKind::form, text) == session.id;
}

std::vector<model::Session> Sessions::list(const base::Id& account) {
  const auto now = context_.clock.now();
  return context_.database.read_stale([&](store::Session& session) {
    return store::Sessions(session).of_account(account, now, now - settings_.idle);
  });
}

void Sessions::end(const base::Id& session, const base::Id& account, const Origin& origin) {
  const bool ended = context_.database.transaction([&](store::Session& database) {
    if (!store::Sessions(database).remove(session, account)) return false;
    audit(database, context_, account, "account:session-ended", origin);
    return true;
  });
  if (!ended) throw base::Error(base::ErrorCode::not_found, {"There is no such session."});
}

int Sessions::end_others(const model::Session& kept, const Origin& origin) {
  return context_.database.transaction([&](store::Session& session) {
    const int ended = store::Sessions(session).remove_others(kept.account, kept.id);
    if (ended > 0) audit(session, context_, kept.account, "account:sessions-ended", origin);
    return ended;
  });
}

}  // namespace accounts
