#include "accounts/abuse_gate.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "accounts/window.h"
#include "base/error.h"
#include "store/throttle.h"

namespace accounts {
namespace {

using std::chrono::seconds;

constexpr auto kFailuresOfAddress = "failure:address";
constexpr auto kFailuresOfName = "failure:name";
constexpr auto kRegistrations = "registration";
constexpr auto kMails = "mail";

constexpr std::size_t kLongestNetwork = 64;
constexpr std::size_t kRemembered = 4096;

void refuse_unless_zero(seconds delay) {
  if (delay == seconds{0}) return;
  throw base::Error(base::ErrorCode::too_many_requests,
                    {"There were too many attempts; try again later."})
      .retry_in(delay);
}

template <typename Address>
std::string text_of(int family, const Address& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(family, &address, text.data(), text.size());
  return text.data();
}

std::string network_of(in6_addr address) {
  if (IN6_IS_ADDR_V4MAPPED(&address)) {
    in_addr mapped{};
    std::memcpy(&mapped, address.s6_addr + 12, sizeof mapped);
    return text_of(AF_INET, mapped);
  }
  std::fill(address.s6_addr + 8, address.s6_addr + 16, std::uint8_t{0});
  return text_of(AF_INET6, address) + "/64";
}

}  // namespace

AbuseGate::AbuseGate(Context context, Budgets budgets)
    : context_(context), budgets_(budgets), admitted_(context.terms, kRemembered) {}

void AbuseGate::admit(std::string_view address) {
  const auto network = network_of(address);
  admitted_.get(network, [&] { return find_room(network); });
}

std::optional<cache::Fact<bool>> AbuseGate::find_room(const std::string& network) {
  refuse_unless_zero(context_.database.read([&](store::Session& session) {
    return delay(session, kFailuresOfAddress, network, budgets_.failures_per_address);
  }));
  return cache::Fact<bool>{true, {store::Throttle::subject_of(kFailuresOfAddress, network)}};
}

void AbuseGate::admit_attempt(const std::string& username_key, const base::Id& account,
                              std::string_view address) {
  if (username_key.empty()) return;
  refuse_unless_zero(context_.database.read([&](store::Session& session) {
    const auto wait = delay(session, kFailuresOfName, username_key, budgets_.failures_per_account);
    const bool known = wait > seconds{0} && !account.is_nil() &&
                       store::Throttle(session).knows_network(account, network_of(address));
    return known ? seconds{0} : wait;
  }));
}

void AbuseGate::count_failure(const std::string& username_key, std::string_view address) {
  context_.database.transaction(
      [&](store::Session& session) { count_failure(session, username_key, address); });
}

void AbuseGate::count_failure(store::Session& session, const std::string& username_key,
                              std::string_view address) {
  count(session, kFailuresOfAddress, network_of(address));
  if (!username_key.empty()) count(session, kFailuresOfName, username_key);
}

void AbuseGate::admit_registration(store::Session& session, std::string_view address) {
  refuse_unless_zero(
      delay(session, kRegistrations, network_of(address), budgets_.registrations_per_address));
}

void AbuseGate::count_registration(store::Session& session, std::string_view address) {
  count(session, kRegistrations, network_of(address));
}

seconds AbuseGate::admit_mail(store::Session& session, const std::string& email_key) {
  const auto wait = delay(session, kMails, email_key, budgets_.mails_per_recipient);
  if (wait == seconds{0}) count(session, kMails, email_key);
  return wait;
}

void AbuseGate::remember(store::Session& session, const base::Id& account,
                         std::string_view address) {
  store::Throttle(session).remember_network(account, network_of(address), context_.clock.now());
}

seconds AbuseGate::delay(store::Session& session, const char* kind, const std::string& subject,
                         long budget) {
  const Window window(budgets_.window, context_.clock.now());
  return window.delay(store::Throttle(session).recent(kind, subject, window.bucket()), budget);
}

void AbuseGate::count(store::Session& session, const char* kind, const std::string& subject) {
  const Window window(budgets_.window, context_.clock.now());
  store::Throttle(session).count(kind, subject, window.bucket());
}

std::string network_of(std::string_view address) {
  std::string text(address.substr(0, kLongestNetwork));
  in6_addr v6{};
  if (inet_pton(AF_INET6, text.c_str(), &v6) == 1) return network_of(v6);
  return text;
}

}  // namespace accounts
