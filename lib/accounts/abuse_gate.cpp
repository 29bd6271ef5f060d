#include "accounts/abuse_gate.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <utility>

#include "accounts/context.h"
#include "accounts/origin.h"
#include "accounts/refusals.h"
#include "accounts/window.h"
#include "base/error.h"
#include "crypto/hashing.h"
#include "model/account.h"
#include "store/throttle.h"

namespace accounts {
namespace {

using std::chrono::seconds;

constexpr auto kFailuresOfAddress = "failure:address";
constexpr auto kFailuresOfName = "failure:name";
constexpr auto kFailuresOfKnown = "failure:known";  // of a name at a network
constexpr auto kFailuresOfSession = "failure:session";
constexpr auto kFailuresOfOwner = "failure:owner";  // of an account in all its sessions
constexpr auto kFailuresBeyond = "failure:beyond";  // of a network that is over its budget
constexpr auto kBack = "recovered";                 // accounts at a network, by mail
constexpr auto kSignIns = "sign-in:account";        // of an account at a network
constexpr auto kSignInsOfAddress = "sign-in:address";
constexpr auto kTaken = "failure:taken";
constexpr auto kRecoveries = "recovery";
constexpr auto kRegistrations = "registration";
constexpr auto kMails = "mail";
constexpr auto kWaysBack = "mail:recovery";

constexpr std::size_t kLongestNetwork = 64;
constexpr std::size_t kRemembered = 4096;
constexpr long kSample = 16;  // of a network's sign-ins one in so many is written down
constexpr std::size_t kMostNetworks = 100;  // that an account knows

// So many times its budget may fail, at a network, what is known there: whoever shares it and knows
// many names could else guess at all of them.
constexpr long kBeyond = 10;

// A name or an id of an account, which is known there. A blank is in neither of the two.
std::string known_at(const std::string& name, const std::string& network) {
  return name + " " + network;
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

AbuseGate::AbuseGate(Context& context, Budgets budgets)
    : context_(context), budgets_(budgets), admitted_(context.terms, kRemembered) {}

void AbuseGate::admit(std::string_view address) {
  const auto network = network_of(address);
  admitted_.get(network, [&] { return find_room(network); });
}

std::optional<cache::Fact<bool>> AbuseGate::find_room(const std::string& network) {
  refuse_until(context_.database.read([&](store::Session& session) {
    return delay(session, kFailuresOfAddress, network, budgets_.failures_per_address);
  }),
               "abuse.network");
  return cache::Fact<bool>{true, {store::Throttle::subject_of(kFailuresOfAddress, network)}};
}

void AbuseGate::admit_attempt(const Attempt& attempt) {
  const auto waits =
      context_.database.read([&](store::Session& session) { return delay(session, attempt); });
  refuse_until(waits.of_guesses, "abuse.guesses");
  refuse_until(waits.of_sign_ins, "abuse.sign_ins");
}

void AbuseGate::count_sign_in(store::Session& session, const base::Id& account,
                              std::string_view address) {
  const auto network = network_of(address);
  count(session, kSignIns, known_at(account.text(), network));
  std::byte random{};
  context_.entropy.fill({&random, 1});
  if (std::to_integer<long>(random) % kSample == 0) {
    count(session, kSignInsOfAddress, network, kSample);
  }
}

AbuseGate::Waits AbuseGate::delay(store::Session& session, const Attempt& attempt) {
  if (!attempt.session.is_nil()) return {.of_guesses = delay_of_session(session, attempt)};
  const auto network = network_of(attempt.address);
  const auto found = counted(session, attempt, network);
  const Window window(budgets_.window, context_.clock.now());
  const auto of_network = window.delay(found[0], budgets_.failures_per_address);
  const auto of_name = window.delay(found[1], budgets_.failures_per_account);
  Waits waits{std::max(of_network, of_name),
              std::max(window.delay(found[2], budgets_.sign_ins_per_account),
                       window.delay(found[3], budgets_.sign_ins_per_address))};
  if (waits.of_guesses == seconds{0} || attempt.account.is_nil()) return waits;
  if (!store::Throttle(session).knows_network(attempt.account, network)) return waits;
  const bool has_room = of_network == seconds{0} && !attempt.by_client;
  waits.of_guesses = has_room ? seconds{0} : delay_of_known(session, attempt);
  return waits;
}

/// Of the network and of the name what has failed; of the account there, and of all at the network,
/// what has succeeded. The address of a client that has proved itself is that of all its users.
std::array<store::Recent, 4> AbuseGate::counted(store::Session& session, const Attempt& attempt,
                                                const std::string& network) {
  std::array<store::Throttle::Counted, 4> wanted;
  if (!attempt.by_client) wanted[0] = {kFailuresOfAddress, network};
  if (!attempt.name.empty()) wanted[1] = {kFailuresOfName, attempt.name};
  if (!attempt.account.is_nil()) {
    wanted[2] = {kSignIns, known_at(attempt.account.text(), network)};
    if (!attempt.by_client) wanted[3] = {kSignInsOfAddress, network};
  }
  const Window window(budgets_.window, context_.clock.now());
  return store::Throttle(session).recent(wanted, window.bucket());
}

seconds AbuseGate::delay_of_session(store::Session& session, const Attempt& attempt) {
  return std::max(
      delay(session, kFailuresOfSession, attempt.session.text(), budgets_.failures_per_account),
      delay(session, kFailuresOfOwner, attempt.account.text(), budgets_.failures_per_address));
}

seconds AbuseGate::delay_of_known(store::Session& session, const Attempt& attempt) {
  const auto network = network_of(attempt.address);
  const auto own = delay(session, kFailuresOfKnown, known_at(attempt.name, network),
                         budgets_.failures_per_account);
  const auto of_all =
      delay(session, kFailuresBeyond, network, kBeyond * budgets_.failures_per_address);
  if (of_all <= own || is_back(session, attempt.account, network)) return own;
  return of_all;
}

bool AbuseGate::is_back(store::Session& session, const base::Id& account,
                        const std::string& network) {
  return delay(session, kBack, known_at(account.text(), network), 1) > seconds{0};
}

bool AbuseGate::is_over(store::Session& session, const std::string& network) {
  return delay(session, kFailuresOfAddress, network, budgets_.failures_per_address) > seconds{0};
}

void AbuseGate::count_failure(store::Session& session, const Attempt& attempt) {
  if (!attempt.session.is_nil()) {
    count(session, kFailuresOfSession, attempt.session.text());
    return count(session, kFailuresOfOwner, attempt.account.text());
  }
  const auto network = network_of(attempt.address);
  if (!attempt.by_client) {
    count(session, is_over(session, network) ? kFailuresBeyond : kFailuresOfAddress, network);
  }
  if (attempt.name.empty()) return;
  count(session, kFailuresOfName, attempt.name);
  count(session, kFailuresOfKnown, known_at(attempt.name, network));
}

void AbuseGate::count_failure(std::string_view address) {
  const auto network = network_of(address);
  context_.database.transaction([&](store::Session& session) {
    if (!is_over(session, network)) count(session, kFailuresOfAddress, network);
  });
}

void AbuseGate::let_back_in(store::Session& session, const model::Account& account,
                            std::string_view address) {
  remember(session, account.id, address);
  const auto network = network_of(address);
  count(session, kBack, known_at(account.id.text(), network));
  store::Throttle throttle(session);
  throttle.forget(kFailuresOfOwner, account.id.text());
  for (const auto& name : {account.username_key, account.email_key.value_or("")}) {
    throttle.forget(kFailuresOfName, name);
    throttle.forget(kFailuresOfKnown, known_at(name, network));
  }
}

void AbuseGate::admit_recovery(store::Session& session, std::string_view address) {
  const auto network = network_of(address);
  refuse_until(delay(session, kRecoveries, network, budgets_.recoveries_per_address),
               "abuse.recoveries");
  count(session, kRecoveries, network);
}

void AbuseGate::admit_address(store::Session& session, const base::Id& account) {
  refuse_until(delay(session, kTaken, account.text(), budgets_.failures_per_address),
               "abuse.addresses");
}

void AbuseGate::count_taken(const base::Id& account) {
  context_.database.transaction(
      [&](store::Session& session) { count(session, kTaken, account.text()); });
}

void AbuseGate::admit_registration(store::Session& session, std::string_view address) {
  refuse_until(
      delay(session, kRegistrations, network_of(address), budgets_.registrations_per_address),
      "abuse.registrations");
}

void AbuseGate::count_registration(store::Session& session, std::string_view address) {
  count(session, kRegistrations, network_of(address));
}

seconds AbuseGate::admit_mail(store::Session& session, const std::string& email_key) {
  return admit_within(session, kMails, email_key);
}

seconds AbuseGate::admit_way_back(store::Session& session, const std::string& email_key) {
  return admit_within(session, kWaysBack, email_key);
}

seconds AbuseGate::admit_within(store::Session& session, const char* kind,
                                const std::string& email_key) {
  const auto wait = delay(session, kind, email_key, budgets_.mails_per_recipient);
  if (wait == seconds{0}) count(session, kind, email_key);
  return wait;
}

AbuseGate::Acquaintance AbuseGate::remember(store::Session& session, const base::Id& account,
                                            std::string_view address) {
  const auto network = network_of(address);
  const auto now = context_.clock.now();
  store::Throttle throttle(session);
  if (throttle.knows_network(account, network)) {
    throttle.remember_network(account, network, now);
    return Acquaintance::known;
  }
  const auto known = throttle.networks_of(account);
  for (auto i = kMostNetworks - 1; i < known.size(); ++i)
    throttle.forget_network(account, known[i]);
  throttle.remember_network(account, network, now);
  if (known.empty()) return Acquaintance::first;
  const auto beside = neighbourhood_of(network);
  const bool near = std::any_of(known.begin(), known.end(), [&](const auto& other) {
    return neighbourhood_of(other) == beside;
  });
  return near ? Acquaintance::known : Acquaintance::stranger;
}

seconds AbuseGate::delay(store::Session& session, const char* kind, const std::string& subject,
                         long budget) {
  const Window window(budgets_.window, context_.clock.now());
  return window.delay(store::Throttle(session).recent(kind, subject, window.bucket()), budget);
}

void AbuseGate::count(store::Session& session, const char* kind, const std::string& subject,
                      long events) {
  const Window window(budgets_.window, context_.clock.now());
  store::Throttle(session).count(kind, subject, window.bucket(), events);
}

std::string network_of(std::string_view address) {
  std::string text(address.substr(0, kLongestNetwork));
  in6_addr v6{};
  const auto without_zone = text.substr(0, text.find('%'));
  if (inet_pton(AF_INET6, without_zone.c_str(), &v6) == 1) return network_of(v6);
  return text;
}

crypto::Asker asker_of(const Origin& origin, std::string account) {
  return {network_of(origin.address), std::move(account)};
}

std::string neighbourhood_of(std::string_view network) {
  const std::string text(network.substr(0, network.find('/')));
  in_addr v4{};
  if (inet_pton(AF_INET, text.c_str(), &v4) == 1) {
    v4.s_addr &= htonl(0xffffff00);
    return text_of(AF_INET, v4) + "/24";
  }
  in6_addr v6{};
  if (inet_pton(AF_INET6, text.c_str(), &v6) != 1) return std::string(network);
  std::fill(v6.s6_addr + 6, v6.s6_addr + 16, std::uint8_t{0});
  return text_of(AF_INET6, v6) + "/48";
}

}  // namespace accounts
