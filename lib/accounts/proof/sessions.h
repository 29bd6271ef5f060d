#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/forward.h"
#include "accounts/proof/opening.h"
#include "base/id.h"
#include "model/session.h"

namespace accounts {

/// The sign-ins of browsers. A session ends when nobody uses it for a while, at its end, when its
/// owner says so, or when the account's password changes.
class Sessions {
 public:
  struct Settings {
    std::chrono::seconds idle{7200};
    std::chrono::seconds lifetime{43200};
  };

  Sessions(Context& context, Settings settings);

  /// A browser, as it shows itself.
  struct Browser {
    std::string user_agent;  ///< any bytes, any length
  };

  /// A new session; the text for the cookie. Always with a new id, whatever the browser had before.
  /// One account keeps at most 50: the one that nobody used for longest goes.
  std::string open(Opening& opening, const Origin& origin, const Browser& browser);

  /// The session behind a cookie's text, when it lives and its account is active; its use is noted
  /// once a minute. Forged texts are refused before the database is asked.
  std::optional<model::Session> authenticate(std::string_view text);

  /// The same of the first of several texts that opens one, since a browser may have several
  /// cookies of a name. What is not ours costs nothing; of what is, so many are looked for as
  /// anybody has by accident.
  std::optional<model::Session> authenticate(const std::vector<std::string_view>& texts);

  /// What a form of this session carries, so that no other site can send it: bound to the session.
  std::string form_token(const model::Session& session) const;
  bool is_form_token(const model::Session& session, std::string_view text) const;

  std::vector<model::Session> list(const base::Id& account);

  /// Signs out. Refuses: not_found (the account has no such session).
  void end(const base::Id& session, const base::Id& account, const Origin& origin);
  /// Ends all but this one; returns how many.
  int end_others(const model::Session& kept, const Origin& origin);

 private:
  std::optional<model::Session> find(const base::Id& id);
  void make_room(store::Session& session, const base::Id& account);

  const Context& context_;
  Settings settings_;
};

}  // namespace accounts
