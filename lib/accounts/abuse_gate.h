#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "accounts/context.h"
#include "base/id.h"
#include "cache/memory.h"

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

  AbuseGate(Context context, Budgets budgets);

  /// Refuses (too_many_requests) an address that is over its budget of failures. That one is within
  /// it is remembered until it fails again: on another host it may so fail a little more often.
  void admit(std::string_view address);

  /// Refuses an attempt on a name that is over its budget, unless the network is known to it.
  /// `account` is nil when nobody has the name.
  void admit_attempt(const std::string& username_key, const base::Id& account,
                     std::string_view address);

  /// Counts a failed attempt against the address and the name (which may be empty: a bad token), in
  /// a transaction of its own or in the one given.
  void count_failure(const std::string& username_key, std::string_view address);
  void count_failure(store::Session& session, const std::string& username_key,
                     std::string_view address);

  /// Refuses a registration when the address has registered too often.
  void admit_registration(store::Session& session, std::string_view address);

  /// Counts a registration, in its own transaction, so that only what was made is counted.
  void count_registration(store::Session& session, std::string_view address);

  /// Counts one more mail for this recipient and returns zero; or counts nothing and returns how
  /// long to wait, when there were too many. doorward never becomes a mail cannon.
  std::chrono::seconds admit_mail(store::Session& session, const std::string& email_key);

  /// Remembers a network after a successful sign-in.
  void remember(store::Session& session, const base::Id& account, std::string_view address);

 private:
  std::chrono::seconds delay(store::Session& session, const char* kind, const std::string& subject,
                             long budget);
  void count(store::Session& session, const char* kind, const std::string& subject);

  std::optional<cache::Fact<bool>> find_room(const std::string& network);

  Context context_;
  Budgets budgets_;
  cache::Memory<bool> admitted_;  ///< networks
};

/// What an address counts as: an IPv4 address itself, an IPv6 address its /64 (one that maps an
/// IPv4 address: that one), anything else its first 64 bytes.
std::string network_of(std::string_view address);

}  // namespace accounts
