#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/id.h"
#include "store/database.h"

namespace accounts {

/// Budgets for what fails, in a sliding window. Over budget means too_many_requests, before
/// anything is hashed, with the time when it makes sense to come back. A name that strangers guess
/// at stays open to its owner: networks from which the account has signed in before are not held to
/// the name's budget, only to their own.
class AbuseGate {
 public:
  struct Budgets {
    long failures_per_address = 30;
    long failures_per_account = 10;
    long registrations_per_address = 20;
    long mails_per_recipient = 5;
    std::chrono::minutes window{15};
  };

  /// `database` and `clock` must outlive the gate.
  AbuseGate(store::Database& database, const base::Clock& clock, Budgets budgets);

  /// Refuses (too_many_requests) an address that is over its budget of failures.
  void admit(std::string_view address);

  /// Refuses an attempt on a name that is over its budget, unless the network is known to it.
  /// `account` is nil when nobody has the name.
  void admit_attempt(const std::string& username_key, const base::Id& account,
                     std::string_view address);

  /// Counts a failed attempt against the address and the name (which may be empty: a bad token).
  void count_failure(const std::string& username_key, std::string_view address);

  /// Refuses a registration when the address has registered too often; else counts it. `session` is
  /// the transaction of the registration, so that only what was made is counted.
  void admit_registration(store::Session& session, std::string_view address);

  /// Whether one more mail may be queued for this recipient; counts it when so. doorward never
  /// becomes a mail cannon.
  bool admit_mail(store::Session& session, const std::string& email_key);

  /// Remembers a network after a successful sign-in.
  void remember(store::Session& session, const base::Id& account, std::string_view address);

 private:
  store::Database& database_;
  const base::Clock& clock_;
  Budgets budgets_;
};

/// What an address counts as: an IPv4 address itself, an IPv6 address its /64.
std::string network_of(std::string_view address);

}  // namespace accounts
