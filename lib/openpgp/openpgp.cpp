#include "openpgp/openpgp.h"

#include <algorithm>
#include <ctime>

#include "base/calendar.h"
#include "base/mail_address.h"
#include "base/number.h"
#include "base/text.h"
#include "openpgp/armor.h"
#include "openpgp/bounds.h"
#include "openpgp/refusal.h"
#include "openpgp/ring.h"
#include "openpgp/rnp.h"

namespace openpgp {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr confined::Limits kReading{.cpu = milliseconds{400}, .wall = seconds{5}};
constexpr confined::Limits kMail{.cpu = seconds{1}, .wall = seconds{10}};

constexpr auto kNoUserId = "pgp_key.no_user_id";
constexpr auto kTooCostly = "pgp_key.too_costly";

milliseconds cpu_now() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return std::chrono::duration_cast<milliseconds>(seconds{now.tv_sec} +
                                                  std::chrono::nanoseconds{now.tv_nsec});
}

std::string address_or_nothing(std::string_view text) {
  std::string address(text);
  return base::is_mail_address(address) ? address : std::string();
}

/// The first address between "<" and ">" in a user id ("Ada Lovelace <ada@example.org>"), or
/// without them ("ada@example.org", "ada@example.org (work)"); else nothing.
std::string address_in(const std::string& user_id) {
  for (auto open = user_id.find('<'); open != user_id.npos; open = user_id.find('<', open + 1)) {
    const auto close = std::min(user_id.find('>', open), user_id.size());
    auto address = address_or_nothing(user_id.substr(open + 1, close - open - 1));
    if (!address.empty()) return address;
  }
  for (const auto word : base::split(user_id, ' ')) {
    auto address = address_or_nothing(word.substr(0, word.find_last_not_of(",;") + 1));
    if (!address.empty()) return address;
  }
  return {};
}

std::string first_address(const std::vector<std::string>& user_ids) {
  for (const auto& id : user_ids) {
    if (auto address = address_in(id); !address.empty()) return address;
  }
  return {};
}

/// A trial encryption to a key that is being added.
void try_out(std::string_view certificate) {
  const auto begin = cpu_now();
  if (!encrypted_to(certificate, "test")) refuse(kUseless);
  if (cpu_now() - begin > kMostMailCost) refuse(kTooCostly);
}

std::string seconds_of(std::optional<base::Time> time) {
  return time ? std::to_string(base::to_seconds(*time)) : std::string();
}

/// What is known of a key that it is refused for, as a cell tells it.
struct Refused {
  confined::Fields fields;
};

void check_use(std::string_view certificate, const Known& known) {
  const auto obstacle = obstacle_in(certificate);
  const bool told = obstacle && obstacle->rule != kUseless;
  if (told) throw Refused{{obstacle->rule, seconds_of(obstacle->since)}};
  if (known.user_ids.empty()) refuse(kNoUserId);
}

// The result of the cell: the fingerprint, the expiry in seconds or nothing, the user ids.
confined::Fields fields_of(std::string_view certificate) {
  const auto known = known_of(certificate);
  if (known.fingerprint.size() != 40) refuse(kMalformed);
  check_use(certificate, known);
  try_out(certificate);
  confined::Fields fields{known.fingerprint, seconds_of(known.expires_at)};
  fields.insert(fields.end(), known.user_ids.begin(), known.user_ids.end());
  return fields;
}

// The same fields, or only the rule, and the second since when, when the key is refused.
confined::Fields read_in_cell(std::string_view certificate) try {
  return fields_of(certificate);
} catch (const Refused& refused) {
  return refused.fields;
} catch (const base::Error& error) {
  if (error.code() != base::ErrorCode::invalid_argument) throw;
  return {error.rule()};
}

std::optional<base::Time> time_in(const std::string& text) {
  const auto count = base::number_in<seconds::rep>(text);
  return count ? std::optional(base::Time(seconds{*count})) : std::nullopt;
}

/// The day of a time that a cell told, if it told one.
std::string day_in(const confined::Fields& fields) {
  const auto time = fields.size() > 1 ? time_in(fields[1]) : std::nullopt;
  return time ? base::date_of(*time) : std::string();
}

// Refuses under the rule that the cell named, if it is one that a cell can name.
[[noreturn]] void refuse_as(const confined::Fields& fields, std::string_view certificate) {
  for (const auto* rule :
       {kNoUserId, kUseless, kTooCostly, kExpired, kRevoked, kForSignatures, kSha1}) {
    if (!fields.empty() && fields.front() == rule) {
      refuse(rule, day_in(fields), fingerprint_in(certificate));
    }
  }
  refuse(kMalformed);
}

PublicKey key_of(const confined::Result& result, std::string_view certificate) {
  const auto& fields = result.fields;
  if (fields.size() < 3) refuse_as(fields, certificate);
  std::vector<std::string> user_ids(fields.begin() + 2, fields.end());
  auto email = first_address(user_ids);
  return {.fingerprint = fields[0],
          .email = std::move(email),
          .user_ids = std::move(user_ids),
          .expires_at = time_in(fields[1]),
          .cost = result.cpu};
}

}  // namespace

Certificate::Certificate(std::string_view text) {
  if (has_private_block(text)) refuse("pgp_key.secret");
  try {
    armored_ = armour_in(text);
    bytes_ = dearmored(armored_);
  } catch (const base::Error&) {
    if (text.size() >= kLongestKey) refuse("pgp_key.too_long", kLongestKey);
    throw;
  }
  if (armored_.size() >= kLongestKey) {
    refuse("pgp_key.too_long", kLongestKey, fingerprint_in(bytes_));
  }
  check_bounds(bytes_);
}

PublicKey Certificate::read(base::Waiting& waiting) const {
  Rnp::library();
  auto result = confined::run([this] { return read_in_cell(bytes_); }, kReading, waiting);
  switch (result.end) {
    case confined::End::done:
      return key_of(result, bytes_);
    case confined::End::over_cpu:
      refuse(kTooCostly, "", fingerprint_in(bytes_));
    case confined::End::over_wall:
      throw base::busy("a PGP key was not read in time", seconds{2});
    case confined::End::broken:
      break;
  }
  refuse(kMalformed);
}

confined::Task Certificate::encrypt(std::string text) const {
  Rnp::library();  // before the fork, when another thread may be loading a library
  const auto work = [this, &text]() -> confined::Fields {
    auto message = encrypted_to(bytes_, text);
    if (message) return {*std::move(message)};
    throw base::Error(base::ErrorCode::invalid_argument, {},
                      {"the PGP key cannot be encrypted to any more"});
  };
  return {work, kMail};
}

}  // namespace openpgp
