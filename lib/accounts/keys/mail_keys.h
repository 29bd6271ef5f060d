#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "store/forward.h"

namespace accounts {

/// To which key the mails for an address are encrypted.
class MailKeys {
 public:
  /// Both must outlive it.
  MailKeys(store::Database& database, const base::Clock& clock)
      : database_(database), clock_(clock) {}

  /// The armoured OpenPGP key that the owner of the address prefers, when they have proved that it
  /// is theirs, and preferred the key before the mail was written, and it has not expired; else
  /// none.
  std::optional<std::string> find(const std::string& address, base::Time written_at);

 private:
  store::Database& database_;
  const base::Clock& clock_;
};

}  // namespace accounts
