#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/id.h"
#include "model/mail_request.h"
#include "store/forward.h"

namespace store {

/// The table `mail_requests`.
class MailRequests {
 public:
  explicit MailRequests(Session& session) : session_(session) {}

  void insert(const model::MailRequest& request);

  /// Nothing when it has expired.
  std::optional<model::MailRequest> find(const base::Id& id, base::Time now);

  /// The latest that was made for an account, an address and a purpose.
  std::optional<model::MailRequest> latest(const base::Id& account, const std::string& address,
                                           const std::string& purpose, base::Time now);

  /// Counts a code that is typed, unless `most` were; false: they were.
  bool count_try(const base::Id& id, int most);

  /// Codes that were typed for mails to an address for a purpose, of all requests that live.
  long tries_for(const std::string& address, const std::string& purpose, base::Time now);

  /// Whether a mail for this purpose was asked for at an address since then.
  bool was_mailed(const std::string& address, const std::string& purpose, base::Time since);

  /// Notes that its mail is sent again; false when that was less than a pause ago: at or after
  /// `not_since`.
  bool mail_again(const base::Id& id, base::Time now, base::Time not_since);

  /// Removes at most `limit` expired ones; returns how many.
  int purge_expired(base::Time now, int limit);

 private:
  Session& session_;
};

}  // namespace store
