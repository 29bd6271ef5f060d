#include "openpgp/openpgp.h"

#include <algorithm>
#include <ctime>

#include "base/mail_address.h"
#include "base/number.h"
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
constexpr auto kUseless = "pgp_key.useless";
constexpr auto kTooCostly = "pgp_key.too_costly";

milliseconds cpu_now() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return std::chrono::duration_cast<milliseconds>(seconds{now.tv_sec} +
                                                  std::chrono::nanoseconds{now.tv_nsec});
}

/// The address in a user id: the text between the last "<" and ">" of "Ada Lovelace
/// <ada@example.org>", or all of it, if that is an address; else nothing.
std::string address_in(const std::string& user_id) {
  const auto open = user_id.rfind('<');
  const auto close = user_id.find('>', open == user_id.npos ? user_id.size() : open);
  const auto address = close == user_id.npos ? user_id : user_id.substr(open + 1, close - open - 1);
  return base::is_mail_address(address) ? address : std::string();
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

// The result of the cell: the fingerprint, the expiry in seconds or nothing, the user ids.
confined::Fields fields_of(std::string_view certificate) {
  const auto known = known_of(certificate);
  if (known.fingerprint.size() != 40) refuse(kMalformed);
  if (known.user_ids.empty()) refuse(kNoUserId);
  try_out(certificate);
  confined::Fields fields{known.fingerprint, ""};
  if (known.expires_at) {
    const auto since = known.expires_at->time_since_epoch();
    fields[1] = std::to_string(std::chrono::duration_cast<seconds>(since).count());
  }
  fields.insert(fields.end(), known.user_ids.begin(), known.user_ids.end());
  return fields;
}

// The same fields, or only the rule when the key is refused.
confined::Fields read_in_cell(std::string_view certificate) try {
  return fields_of(certificate);
} catch (const base::Error& error) {
  if (error.code() != base::ErrorCode::invalid_argument) throw;
  return {error.rule()};
}

// Refuses under the rule that the cell named, if it is one that a cell can name.
[[noreturn]] void refuse_as(const confined::Fields& fields) {
  for (const auto* rule : {kNoUserId, kUseless, kTooCostly}) {
    if (!fields.empty() && fields.front() == rule) refuse(rule);
  }
  refuse(kMalformed);
}

std::optional<base::Time> time_in(const std::string& text) {
  const auto count = base::number_in<seconds::rep>(text);
  return count ? std::optional(base::Time(seconds{*count})) : std::nullopt;
}

PublicKey key_of(const confined::Result& result) {
  const auto& fields = result.fields;
  if (fields.size() < 3) refuse_as(fields);
  std::vector<std::string> user_ids(fields.begin() + 2, fields.end());
  auto email = first_address(user_ids);
  return {.fingerprint = fields[0],
          .email = std::move(email),
          .user_ids = std::move(user_ids),
          .expires_at = time_in(fields[1]),
          .cost = result.cpu};
}

}  // namespace

Certificate::Certificate(std::string_view armored) {
  if (armored.size() >= kLongestKey) refuse("pgp_key.too_long", kLongestKey);
  if (has_private_block(armored)) refuse("pgp_key.secret");
  auto bytes = dearmored(armored);
  if (!bytes) refuse("pgp_key.no_single_block");
  check_bounds(*bytes);
  bytes_ = *std::move(bytes);
}

PublicKey Certificate::read(base::Waiting& waiting) const {
  Rnp::library();
  auto result = confined::run([this] { return read_in_cell(bytes_); }, kReading, waiting);
  switch (result.end) {
    case confined::End::done:
      return key_of(result);
    case confined::End::over_cpu:
      refuse(kTooCostly);
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
